// How long a card counts as having been in sight.
//
//   node --test tests/meta/sight.test.mjs
import assert from "node:assert/strict";
import { test } from "node:test";

/** The instant, in ms; each step of a test sets it. */
let now = 0;
let intersect;
let resize;

globalThis.innerWidth = 360;
globalThis.innerHeight = 300;
globalThis.addEventListener = () => {};
globalThis.document = { body: {} };
globalThis.performance = { now: () => now };
globalThis.IntersectionObserverEntry = class {
  get isVisible() {
    return true;
  }
};
globalThis.IntersectionObserver = class {
  constructor(told) {
    intersect = told;
  }
  observe() {}
  unobserve() {}
  takeRecords() {
    return [];
  }
};
globalThis.ResizeObserver = class {
  constructor(told) {
    resize = told;
  }
  observe() {}
};

// Node 20 has it not yet: https://node.green/#ES2024
Promise.withResolvers ??= () => {
  let resolve;
  const promise = new Promise((settle) => (resolve = settle));
  return { promise, resolve };
};

const { observe } = await import("../../extension/pages/sight.js");

/** A card whose content script sees it lie clear, whenever it looks. */
function card() {
  const port = new EventTarget();
  const look = () =>
    port.dispatchEvent(
      Object.assign(new Event("message"), { data: { kind: "look", there: true, clear: true } }),
    );
  port.start = () => {};
  port.postMessage = look;
  const sight = observe(port, () => {});
  look();
  return sight;
}

function drawn(isVisible) {
  const box = { width: 360, height: 300 };
  intersect([{ isIntersecting: true, isVisible, intersectionRect: box, boundingClientRect: box }]);
}

async function pressed(sight) {
  return Number((await sight.press()).sight_ms);
}

test("from when it was wholly in sight", async () => {
  now = 1000;
  const sight = card();
  drawn(true);
  now = 1600;
  assert.equal(await pressed(sight), 600);
});

test("from when it came back, after something lay over it", async () => {
  now = 1000;
  const sight = card();
  drawn(true);
  now = 2000;
  drawn(false);
  now = 2100;
  drawn(true);
  now = 2300;
  assert.equal(await pressed(sight), 200);
});

test("as before, when it grew by itself and the browser had to look again", async () => {
  now = 1000;
  const sight = card();
  drawn(true);
  now = 2000;
  resize();
  drawn(false);
  now = 2100;
  drawn(true);
  now = 2200;
  assert.equal(await pressed(sight), 1200);
});

test("not while the browser still looks again", async () => {
  now = 1000;
  const sight = card();
  drawn(true);
  now = 2000;
  resize();
  drawn(false);
  now = 2100;
  assert.equal(await pressed(sight), 0);
});

test("from when it came back, where that took too long to be the browser's look", async () => {
  now = 1000;
  const sight = card();
  drawn(true);
  now = 2000;
  resize();
  drawn(false);
  now = 2600;
  drawn(true);
  now = 2700;
  assert.equal(await pressed(sight), 100);
});

test("from when it came back, where it was hidden before it grew", async () => {
  now = 1000;
  const sight = card();
  drawn(true);
  now = 2000;
  drawn(false);
  now = 2100;
  resize();
  now = 2200;
  drawn(true);
  now = 2300;
  assert.equal(await pressed(sight), 100);
});
