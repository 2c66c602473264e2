// The content script reads on its own site alone, and no more of an answer than is wanted.
//
//   node --test tests/meta/reads.test.mjs
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import vm from "node:vm";

const SCRIPT = await readFile(new URL("../../extension/content/reads.js", import.meta.url), "utf8");
const ORIGIN = "https://acme.zendesk.com";

/** Have a path read in a helpdesk's tab; what was fetched for it, and what came of it. */
async function reading(path, answer = () => Response.json({}), origin = ORIGIN) {
  const fetched = [];
  const told = [];
  const world = {
    interlude: {
      report: (_, event) => told.push(...event.readings),
      frame: { prepare() {}, spare() {} },
    },
    location: new URL("/agent/tickets/1", ORIGIN),
    fetch: async (address, options) => {
      fetched.push({ address, mode: options.mode });
      return answer();
    },
  };
  const tab = vm.createContext({ ...world, setTimeout, URL, AbortSignal, TextDecoder });
  vm.runInContext(SCRIPT, tab);
  const effect = {
    origin,
    reply: "1:0",
    tab: 1,
    errand: {},
    wait: 0,
    gets: [{ name: "it", path }],
  };
  await tab.interlude.reads.read(effect);
  return { fetched, told };
}

for (const path of [
  "/\\evil.example/1",
  "//evil.example/1",
  "/\t/evil.example/1",
  "https://evil.example/1",
  "/api/../../1",
  "/api/%2e%2e/1",
  "api/1",
  "/api/1#2",
]) {
  test(`${JSON.stringify(path)} does not mean what it says, and is not read`, async () => {
    const { fetched, told } = await reading(path);
    assert.deepEqual(fetched, []);
    assert.deepEqual([told[0].status, told[0].text], [0, ""]);
  });
}

test("a path of this site is read there, and no redirect leads away", async () => {
  const { fetched, told } = await reading("/api/v2/tickets/1.json?a=b");
  const address = `${ORIGIN}/api/v2/tickets/1.json?a=b`;
  assert.deepEqual(fetched, [{ address, mode: "same-origin" }]);
  assert.deepEqual([told[0].status, told[0].text, told[0].cut], [200, "{}", false]);
});

test("in a tab that went to another site nothing is read", async () => {
  const { fetched, told } = await reading("/api/1", undefined, "https://other.zendesk.com");
  assert.deepEqual([fetched, told], [[], []]);
});

test("of an answer without an end no more is read than a bound", async () => {
  let sent = 0;
  let stopped = false;
  const endless = new ReadableStream({
    pull(stream) {
      sent += 1;
      stream.enqueue(new Uint8Array(1_000_000).fill(32));
    },
    cancel() {
      stopped = true;
    },
  });
  const { told } = await reading("/api/1", () => new Response(endless));
  assert.deepEqual([told[0].cut, told[0].text], [true, ""]);
  assert(stopped && sent < 8, `${sent} MB`);
});
