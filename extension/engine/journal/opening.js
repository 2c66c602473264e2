// @ts-check
// The database's shape.

import { openDB } from "../idb.js";

/** @typedef {import("../idb.js").IDBPDatabase} Opened */

const UNIQUE = { unique: true };

/** Each step brings a database of the version before it to its own; none is ever changed again. */
const STEPS = [
  (/** @type {Opened} */ db) => {
    db.createObjectStore("entries", { autoIncrement: true }).createIndex("id", "id", UNIQUE);
    db.createObjectStore("answers", { autoIncrement: true }).createIndex("id", "id", UNIQUE);
    db.createObjectStore("views");
  },
  (/** @type {Opened} */ db) => {
    db.createObjectStore("checkpoints");
    db.createObjectStore("waiting", { autoIncrement: true }).createIndex("id", "stamp.id", UNIQUE);
    db.createObjectStore("wakes", { keyPath: ["how", "why"] });
  },
  (/** @type {Opened} */ db) => {
    db.createObjectStore("places");
    db.createObjectStore("harms", { keyPath: "harm" });
  },
  (/** @type {Opened} */ db) => {
    db.createObjectStore("writings", { keyPath: "id" });
    db.createObjectStore("erasures", { autoIncrement: true });
  },
  (/** @type {Opened} */ db) => db.deleteObjectStore("views"),
];

/** @param {() => void} [gone] called when it was closed, by the browser or for a newer build */
export function open(gone) {
  return openDB("interlude", STEPS.length, {
    upgrade(db, version) {
      for (const step of STEPS.slice(version)) step(db);
    },
    blocking(_, __, event) {
      // A newer build waits to change the shape; whoever reads here is of an older one.
      /** @type {IDBDatabase} */ (event.target).close();
      gone?.();
    },
    terminated: gone,
  });
}
