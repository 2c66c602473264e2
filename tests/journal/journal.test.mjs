// The journal's two stores, damaged in every way and killed between any two writes.
//
//   node --test tests/journal/journal.test.mjs      (of the build in dist/chromium)
import assert from "node:assert/strict";
import { test } from "node:test";
import { Disk, Killed } from "./disk.mjs";

const ENGINE = new URL("../../dist/chromium/engine/", import.meta.url);
const { openJournal } = await import(new URL("journal.js", ENGINE).href);
const { contentsOf } = await import(new URL("journal/contents.js", ENGINE).href);
const { makeLog, BEGINNING } = await import(new URL("journal/log.js", ENGINE).href);

const DEATHS = ["process", "power", "torn"];
const BUILD = "build";

const answer = (id, more = {}) => ({
  append: [{ id, kind: "deposited" }],
  put: [],
  forget: [],
  erase: false,
  effects: [{ kind: "close_card", tab: 1 }],
  html: "<main>",
  views: {},
  card: "",
  silent_until: null,
  checkpoint: "",
  memo: "",
  whole: false,
  ...more,
});
const ERASE = { append: [], erase: true };
const words = (id) => ({ id, kind: "note", text: `the words of ${id}` });
const event = (id) => ({ kind: "acted", stamp: { id } });

/** An agent's journal on a disk; what was acknowledged, and what she asked for again. */
class Account {
  constructor(disk) {
    this.disk = disk;
    this.acknowledged = [];
    this.waiting = new Set();
    this.lines = new Set();
  }

  async open({ kept = false, build = BUILD } = {}) {
    this.journal = openJournal(await this.disk.doors());
    await this.journal.open(build, kept);
  }

  /** As the worker does: an event that is sent again is answered as the first time. */
  async deposit(id) {
    if (!(await this.journal.answerTo(id))) await this.journal.commit(BUILD, id, answer(id));
    this.acknowledged.push(id);
  }

  async hold(id) {
    await this.journal.hold(event(id));
    this.waiting.add(id);
  }

  async take(id) {
    if (!(await this.journal.answerTo(id))) await this.journal.commit(BUILD, id, answer(id));
    await this.journal.release(id);
    this.waiting.delete(id);
    this.acknowledged.push(id);
  }

  /** A deposit with a line in her own words. */
  async write(id) {
    const more = { put: [words(id)], html: `<main>${words(id).text}` };
    if (!(await this.journal.answerTo(id))) await this.journal.commit(BUILD, id, answer(id, more));
    this.acknowledged.push(id);
    this.lines.add(id);
  }

  async forget(id) {
    const event = `forget ${id}`;
    const more = { append: [], forget: [id], html: "<main>" };
    if (!(await this.journal.answerTo(event)))
      await this.journal.commit(BUILD, event, answer(event, more));
    this.lines.delete(id);
  }

  async erase(id) {
    await this.journal.commit(BUILD, id, answer(id, ERASE));
    this.acknowledged = [];
    this.waiting.clear();
    this.lines.clear();
  }
}

const ids = (entries) => entries.map(({ id }) => id);
const stored = (disk) => ids(disk.database.entries.map(({ entry }) => entry));
function logged(disk) {
  const { frames, broken, end } = makeLog(disk.handle()).read(BEGINNING);
  assert(!broken, "the log is broken");
  assert.equal(end, disk.file.length, "something lies behind the log's end");
  const { contents, stale } = contentsOf(frames);
  assert(!stale, "the log has words that were erased");
  return contents;
}

/** All that is on the disk, as a text. */
const everything = (disk) =>
  `${new TextDecoder().decode(disk.file)} ${JSON.stringify(disk.database)}`;

/** Both stores hold these entries, the same answers, the same events that wait, the same lines. */
function assertBoth(disk, wanted) {
  const log = logged(disk);
  assert.deepEqual(stored(disk), wanted, "the database");
  assert.deepEqual(ids(log.entries), wanted, "the log");
  const answered = disk.database.answers.map(({ id }) => id);
  assert.deepEqual([...log.answers.keys()].sort(), answered.sort(), "answers");
  const held = disk.database.waiting.map(({ stamp }) => stamp.id);
  assert.deepEqual(
    log.waiting.map(({ stamp }) => stamp.id),
    held,
    "waiting",
  );
  assert.deepEqual(ids(log.writings).sort(), lines(disk), "lines");
  assert.deepEqual([...log.erased].sort(), [...disk.database.erased].sort(), "erased lines");
  for (const id of disk.database.erased)
    assert(!everything(disk).includes(words(id).text), `${id} was erased and is still there`);
}

const lines = (disk) => ids(disk.database.writings).sort();

const harms = async (account) =>
  Object.fromEntries(
    (await account.journal.health()).harms.map(({ harm, times }) => [harm, times]),
  );

/** Some entries, an event that waits, a second life after an erasure if that is wished. */
async function lived({ erased = false, count = 6 } = {}) {
  const disk = new Disk(ENGINE);
  const account = new Account(disk);
  await account.open();
  for (let nth = 0; nth < 3; nth += 1) await account.deposit(`early-${nth}`);
  if (erased) await account.erase("erasure");
  for (const id of ["w-gone", "w-stays"]) await account.write(id);
  await account.forget("w-gone");
  for (let nth = 0; nth < count; nth += 1) await account.deposit(`d${nth}`);
  await account.hold("held");
  await account.deposit("newest");
  return { disk, account, wanted: [...account.acknowledged] };
}

// --- Kills ------------------------------------------------------------------------------------

const STEPS = [
  ["deposit", "one"],
  ["deposit", "two"],
  ["write", "told"],
  ["write", "regretted"],
  ["forget", "told"],
  ["hold", "kept"],
  ["forget", "regretted"],
  ["take", "kept"],
  ["erase", "gone"],
  ["deposit", "three"],
  ["write", "four"],
  ["hold", "late"],
];

async function play(account, from = 0) {
  for (let nth = from; nth < STEPS.length; nth += 1) {
    account.reached = nth;
    const [what, id] = STEPS[nth];
    await account[what](id);
  }
  account.reached = STEPS.length;
}

test("a kill between any two writes loses nothing and counts nothing twice", async () => {
  let points = 0;
  for (let killAt = 1, died = true; died; killAt += 1) {
    for (const death of DEATHS) {
      const disk = new Disk(ENGINE);
      const account = new Account(disk);
      disk.killAt = killAt;
      died = await account
        .open()
        .then(() => play(account))
        .then(() => false, isKill);
      if (!died) break;
      points += 1;
      const before = [...account.acknowledged];
      const waited = [...account.waiting];
      const written = [...account.lines];
      const [what, id] = STEPS[account.reached ?? 0] ?? [];

      // Whatever nobody asks for again is there wholly or not at all.
      disk.restart(death);
      await account.open();
      const left = stored(disk);
      const erasing = what === "erase";
      const sure = erasing && left.length === 0 ? [] : before;
      assert.deepEqual(left.slice(0, sure.length), sure, `${killAt} ${death}`);
      assert(left.length <= sure.length + 1);
      assertBoth(disk, left);
      const sureOf = (all) => all.filter((one) => what !== "erase" && one !== id);
      assert.deepEqual(sureOf(lines(disk)), sureOf(written).sort(), `lines, ${killAt} ${death}`);
      if (what === "write") assert.equal(lines(disk).includes(id), left.includes(id));
      if (!erasing && what !== "take")
        assert(waited.every((id) => disk.database.waiting.some(({ stamp }) => stamp.id === id)));
      assert.deepEqual(await harms(account), {}, "a kill is no damage");

      // Sent again, it counts once; and life goes on.
      const again = await account.journal.answerTo(what === "forget" ? `forget ${id}` : id);
      const shown = what === "write" ? `<main>${words(id).text}` : "<main>";
      if (again && death === "process") assert.equal(again.answer.html, shown, "as the first time");
      await play(account, account.reached ?? 0);
      assertBoth(disk, ["three", "four"]);
      assert.deepEqual(lines(disk), ["four"]);
      assert.deepEqual(ids(disk.database.waiting.map(({ stamp }) => stamp)), ["late"]);
    }
  }
  assert(points > 60, `only ${points} points`);
});

test("a kill between the two erasures brings nothing back, whichever store is read", async () => {
  const { disk, account } = await lived();
  const whole = disk.database;
  await account.erase("erasure");
  // The log has committed it, the database not yet: and only the database's files survive, or both.
  const erased = disk.file;
  for (const database of [whole, undefined]) {
    disk.restart();
    disk.file = erased.slice();
    if (database) disk.database = structuredClone(database);
    else disk.database = new Disk(ENGINE).database;
    await account.open();
    assertBoth(disk, []);
  }
  assert.doesNotMatch(new TextDecoder().decode(disk.file), /early-0/, "not even in the file");
});

test("what the database erased is not brought back by an older log", async () => {
  const { disk, account } = await lived();
  const old = disk.file.slice();
  await account.erase("erasure");
  await account.deposit("after");
  disk.restart();
  disk.file = old;
  await account.open();
  assertBoth(disk, ["after"]);
});

// --- Lines in a person's own words --------------------------------------------------------------

test("an erased line leaves no byte behind, and what was drawn with it neither", async () => {
  const { disk, account, wanted } = await lived();
  await account.write("secret");
  assert(everything(disk).includes(words("secret").text), "the search finds nothing");
  const length = disk.file.length;
  await account.forget("secret");
  assert(!everything(disk).includes(words("secret").text));
  assert(disk.file.length < length);
  assertBoth(disk, [...wanted, "secret"]);
  assert.deepEqual(lines(disk), ["w-stays"]);
  assert.equal((await account.journal.answerTo("secret")).healed, true, "drawn anew");
  assert.deepEqual(ids(await account.journal.writings()), ["w-stays"]);

  await account.deposit("next");
  disk.restart();
  await account.open();
  assertBoth(disk, [...wanted, "secret", "next"]);
  assert.deepEqual(await harms(account), {});
});

test("killed as a line is erased, the next start ends it, also where it need not read all", async () => {
  let points = 0;
  for (const death of DEATHS) {
    for (let killAt = 1, died = true; died; killAt += 1) {
      const { disk, account } = await lived();
      await account.write("secret");
      disk.database.checkpoint = { build: BUILD, text: "the account" };
      disk.restart();
      await account.open();
      disk.killAt = killAt;
      died = await account.forget("secret").then(() => false, isKill);
      if (!died) break;
      points += 1;
      disk.restart(death);
      await account.open();
      await account.forget("secret");
      assertBoth(disk, account.acknowledged);
      assert.deepEqual(lines(disk), ["w-stays"]);
      assert.deepEqual(await harms(account), {}, "a kill is no damage");
    }
  }
  assert(points > 12, `only ${points} points`);
});

test("a line that was erased does not come back with an older copy of either store", async () => {
  for (const erased of [false, true]) {
    for (const older of ["file", "database"]) {
      const { disk, account } = await lived({ erased });
      await account.write("secret");
      const before = { file: disk.file.slice(), database: structuredClone(disk.database) };
      await account.forget("secret");
      await account.write("after");
      disk.restart();
      disk[older] = before[older];
      await account.open();
      assertBoth(disk, account.acknowledged);
      assert.deepEqual(lines(disk), ["after", "w-stays"]);
    }
  }
});

test("erased while the log was refused, a line is gone from it once it is back", async () => {
  const { disk, account, wanted } = await lived();
  await account.write("secret");
  disk.restart();
  disk.refuses.file = Object.assign(new Error(), { name: "SecurityError" });
  await account.open();
  await account.forget("secret");
  await account.write("meanwhile");
  disk.restart();
  disk.refuses.file = undefined;
  await account.open();
  assertBoth(disk, [...wanted, "secret", "meanwhile"]);
  assert.deepEqual(lines(disk), ["meanwhile", "w-stays"]);
  assert.deepEqual(await harms(account), {});
});

test("a log that fails as a line is erased is done without, and clean at the next start", async () => {
  for (let failAt = 1; failAt <= 8; failAt += 1) {
    const { disk, account } = await lived();
    await account.write("secret");
    disk.failsAt = disk.writes + failAt;
    await account.forget("secret").catch(() => {});
    disk.failsAt = undefined;
    await account.deposit("next");
    disk.restart();
    await account.open();
    assertBoth(disk, account.acknowledged);
    assert.deepEqual(await harms(account), {});
  }
});

test("no more than so many erasures are remembered, the newest", async () => {
  const { disk, account } = await lived();
  for (let nth = 0; nth < 1_010; nth += 1) {
    const event = `f${nth}`;
    await account.journal.commit(BUILD, event, answer(event, { append: [], forget: [`l${nth}`] }));
  }
  disk.restart();
  disk.database = new Disk(ENGINE).database;
  await account.open();
  assert.equal(disk.database.erased.length, 1_000);
  assert.equal(disk.database.erased.at(-1), "l1009");
});

// --- Damage -----------------------------------------------------------------------------------

const LOG = {
  deleted: () => new Uint8Array(),
  "cut in a frame": (file) => file.slice(0, file.length - 100),
  "cut to a half": (file) => file.slice(0, file.length >> 1),
  "cut to three bytes": (file) => file.slice(0, 3),
  zeros: (file) => new Uint8Array(file.length),
  "random bytes at the end": (file) => Uint8Array.of(...file, ...noise(500)),
  "a bit at the start": (file) => flipped(file, 30),
  "a bit in the middle": (file) => flipped(file, file.length >> 1),
  "a bit of the last frame": (file) => flipped(file, file.length - 100),
  "a bit of the note": (file) => flipped(file, file.length - 5),
  "noise in the middle": (file) => spoiled(file, 0.3, 0.6),
  "a part missing": (file) => Uint8Array.of(...file.slice(0, 200), ...file.slice(400)),
};

const HARMLESS = ["random bytes at the end", "a bit of the note"];

function noise(length) {
  return Uint8Array.from({ length }, (_, nth) => (nth * 7919) % 251);
}
function flipped(file, at) {
  const copy = file.slice();
  copy[at] ^= 4;
  return copy;
}
function spoiled(file, from, to) {
  const copy = file.slice();
  const [start, end] = [from, to].map((part) => Math.floor(part * file.length));
  copy.set(noise(end - start), start);
  return copy;
}

for (const erased of [false, true]) {
  for (const [name, damage] of Object.entries(LOG)) {
    test(`the log ${name}${erased ? ", after an erasure" : ""}: the database heals it`, async () => {
      const { disk, account, wanted } = await lived({ erased });
      disk.restart();
      disk.file = damage(disk.file);
      await account.open();
      assertBoth(disk, wanted);
      const told = HARMLESS.includes(name) ? {} : { log: 1 };
      assert.deepEqual(await harms(account), told);
      await account.deposit("next");
      disk.restart();
      await account.open();
      assertBoth(disk, [...wanted, "next"]);
      assert.deepEqual(await harms(account), told, "told once");
    });
  }
}

test("damage that a checkpoint would hide is found where the file is small", async () => {
  const { disk, account, wanted } = await lived();
  disk.database.checkpoint = { build: BUILD, text: "the account" };
  disk.restart();
  disk.file = flipped(disk.file, disk.file.length >> 1);
  await account.open();
  assertBoth(disk, wanted);
});

const DATABASE = {
  lost: (disk, _, fresh) => {
    disk.database = fresh;
  },
  older: (disk, older) => {
    disk.database = older;
  },
  "with a gap": (disk) => {
    disk.database.entries.splice(2, 3);
  },
  "without its newest": (disk) => {
    disk.database.entries.splice(-2);
  },
  "without its answers": (disk) => {
    disk.database.answers = [];
  },
  "without what waits": (disk) => {
    disk.database.waiting = [];
  },
  "without its lines": (disk) => {
    disk.database.writings = [];
  },
};

for (const erased of [false, true]) {
  for (const [name, damage] of Object.entries(DATABASE)) {
    test(`the database ${name}${erased ? ", after an erasure" : ""}: the log heals it`, async () => {
      const { disk, account } = await lived({ erased });
      const older = structuredClone(disk.database);
      for (const id of ["a", "b", "c"]) await account.deposit(id);
      const wanted = [...account.acknowledged];
      disk.restart();
      damage(disk, older, new Disk(ENGINE).database);
      await account.open();
      assertBoth(disk, wanted);
      assert.deepEqual(await harms(account), { database: 1 });
      assert(await account.journal.answerTo("d1"), "sent again, it would count twice");
      assert.deepEqual(ids((await account.journal.held()).map(({ stamp }) => stamp)), ["held"]);
    });
  }
}

test("a kill at any write of the healing leaves the next start to heal", async () => {
  let points = 0;
  const cases = [
    ...Object.values(LOG).map((damage) => (disk) => {
      disk.file = damage(disk.file);
    }),
    ...Object.values(DATABASE).map((damage) => (disk, older) => {
      damage(disk, older, new Disk(ENGINE).database);
    }),
  ];
  for (const damage of cases) {
    for (const death of DEATHS) {
      for (let killAt = 1, died = true; died; killAt += 1) {
        const { disk, account } = await lived({ erased: true });
        const older = structuredClone(disk.database);
        for (const id of ["a", "b", "c"]) await account.deposit(id);
        const wanted = [...account.acknowledged];
        disk.restart();
        damage(disk, older);
        disk.flushed = disk.file.slice();
        disk.killAt = killAt;
        died = await account.open().then(() => false, isKill);
        if (!died) break;
        points += 1;
        disk.restart(death);
        await account.open();
        assertBoth(disk, wanted);
      }
    }
  }
  assert(points > 100, `only ${points} points`);
});

test("both damaged: what either still has is put together in its order", async () => {
  const { disk, account, wanted } = await lived({ count: 20 });
  disk.restart();
  disk.database.entries.splice(2, 4);
  disk.file = spoiled(disk.file, 0.5, 0.6);
  await account.open();
  assertBoth(disk, wanted);
  assert.deepEqual(await harms(account), { both: 1 });

  disk.restart();
  disk.database.entries.splice(10, 2);
  disk.file = disk.file.slice(0, 100);
  await account.open();
  const left = wanted.filter((_, nth) => nth !== 10 && nth !== 11);
  assertBoth(disk, left);
  assert.deepEqual(await harms(account), { both: 2 });
});

test("a kill while both are put together loses nothing that either still has", async () => {
  let points = 0;
  for (const death of DEATHS) {
    for (let killAt = 1, died = true; died; killAt += 1) {
      const { disk, account, wanted } = await lived({ count: 20 });
      disk.restart();
      disk.database.entries.splice(2, 4);
      disk.file = spoiled(disk.file, 0.5, 0.6);
      disk.flushed = disk.file.slice();
      disk.killAt = killAt;
      died = await account.open().then(() => false, isKill);
      if (!died) break;
      points += 1;
      disk.restart(death);
      await account.open();
      assertBoth(disk, wanted);
    }
  }
  assert(points > 10, `only ${points} points`);
});

// --- New, lost, old ---------------------------------------------------------------------------

test("a lost account is told from a new one by its mark, at every start", async () => {
  for (const [kept, told] of [
    [false, {}],
    [true, { lost: 1 }],
  ]) {
    const account = new Account(new Disk(ENGINE));
    await account.open({ kept });
    assert.deepEqual(await harms(account), told);
    account.disk.restart();
    await account.open({ kept });
    assert.deepEqual(await harms(account), told);
    assert.equal(await account.journal.holds(), false);
    await account.deposit("one");
    assert.equal(await account.journal.holds(), true);
    account.disk.restart();
    await account.open({ kept: true });
    assertBoth(account.disk, ["one"]);
    assert.deepEqual(await harms(account), told);
  }
});

test("lost is also what cannot be read any more", async () => {
  const { disk, account } = await lived();
  disk.restart();
  disk.database = new Disk(ENGINE).database;
  disk.file = noise(disk.file.length);
  await account.open({ kept: true });
  assertBoth(disk, []);
  assert.deepEqual(await harms(account), { lost: 1 });
});

test("a database that is gone, and damage in the log: some may be missing", async () => {
  const { disk, account, wanted } = await lived({ count: 20 });
  disk.restart();
  disk.database = new Disk(ENGINE).database;
  disk.file = spoiled(disk.file, 0.5, 0.6);
  await account.open({ kept: true });
  const left = stored(disk);
  assert(left.length > 10 && left.length < wanted.length);
  assert.deepEqual(
    left,
    wanted.filter((id) => left.includes(id)),
  );
  assertBoth(disk, left);
  assert.deepEqual(await harms(account), { both: 1 });
});

test("an account of a build without a log gets one, and nothing is said", async () => {
  const { disk, account, wanted } = await lived();
  disk.restart();
  disk.file = new Uint8Array();
  disk.database.place = undefined;
  await account.open();
  assertBoth(disk, wanted);
  assert.deepEqual(await harms(account), {});
});

// --- One store --------------------------------------------------------------------------------

test("where the log is refused the database serves alone, and the log catches up", async () => {
  const { disk, account, wanted } = await lived();
  disk.restart();
  disk.refuses.file = Object.assign(new Error(), { name: "SecurityError" });
  await account.open();
  assert.equal((await account.journal.health()).single, true);
  await account.deposit("alone");
  disk.restart();
  await account.open();
  await account.deposit("alone again");
  disk.restart();
  disk.refuses.file = undefined;
  await account.open();
  assertBoth(disk, [...wanted, "alone", "alone again"]);
  assert.deepEqual(await harms(account), {});
});

test("erased while the log was refused, nothing comes back with it", async () => {
  const { disk, account } = await lived();
  disk.restart();
  disk.refuses.file = Object.assign(new Error(), { name: "SecurityError" });
  await account.open();
  await account.erase("erasure");
  disk.restart();
  disk.refuses.file = undefined;
  await account.open();
  assertBoth(disk, []);
});

test("lost while the log was refused, all of it comes back with the log", async () => {
  const { disk, account, wanted } = await lived({ erased: true });
  disk.restart();
  disk.database = new Disk(ENGINE).database;
  disk.refuses.file = Object.assign(new Error(), { name: "NoModificationAllowedError" });
  await account.open({ kept: true });
  assert.deepEqual(await harms(account), { lost: 1 });
  await account.deposit("meanwhile");
  disk.restart();
  disk.refuses.file = undefined;
  await account.open({ kept: true });
  assert.deepEqual(stored(disk).sort(), [...wanted, "meanwhile"].sort());
  assertBoth(disk, stored(disk));
});

test("a log that breaks while it is open is done without until the next start", async () => {
  const { disk, account, wanted } = await lived();
  disk.refuses.file = Object.assign(new Error(), { name: "InvalidStateError" });
  await account.deposit("alone");
  assert.equal((await account.journal.health()).single, true);
  disk.restart();
  disk.refuses.file = undefined;
  await account.open();
  assertBoth(disk, [...wanted, "alone"]);
});

test("no room in either store: nothing is written, and nothing stays behind", async () => {
  for (const store of ["file", "database"]) {
    const { disk, account, wanted } = await lived();
    const full = Object.assign(new Error(), { name: "QuotaExceededError" });
    disk.refuses[store] = full;
    await assert.rejects(account.deposit("too much"), full);
    await assert.rejects(account.erase("too much as well"), full);
    disk.refuses[store] = undefined;
    assertBoth(disk, wanted);
    await account.deposit("fits");
    disk.restart();
    await account.open();
    assertBoth(disk, [...wanted, "fits"]);
    assert.deepEqual(await harms(account), {});
  }
});

test("of two engines only the one that wrote last may write", async () => {
  const { disk, account, wanted } = await lived();
  const other = new Account(disk);
  await other.open();
  await account.deposit("first");
  await assert.rejects(other.deposit("second"), /another engine/);
  await other.open();
  await other.deposit("second");
  assert.deepEqual(stored(disk), [...wanted, "first", "second"]);
});

test("a start reads no more of a log of years than of one of days", async () => {
  const { disk, account } = await lived();
  for (let year = 0; year < 100; year += 1) {
    const append = Array.from({ length: 100 }, (_, nth) => ({
      id: `${"years ".repeat(9)}${year} ${nth}`,
    }));
    await account.journal.commit(BUILD, `year ${year}`, answer(`year ${year}`, { append }));
  }
  disk.database.checkpoint = { build: BUILD, text: "the account" };
  disk.restart();
  let read = 0;
  const { openDatabase } = await disk.doors();
  const handle = disk.handle();
  const counting = {
    ...handle,
    read(into, options) {
      read += into.length;
      return handle.read(into, options);
    },
  };
  const journal = openJournal({ openDatabase, openLog: async () => makeLog(counting) });
  await journal.open(BUILD, true);
  assert(disk.file.length > 500_000, `${disk.file.length} bytes`);
  assert(read < 270_000, `${read} bytes`);
  assert.equal(disk.writes, 0);
});

function isKill(error) {
  if (!(error instanceof Killed)) throw error;
  return true;
}
