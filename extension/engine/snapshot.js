// @ts-check
// A snapshot: Python's memory as it was when everything was imported and warm, made on this device
// for this build and kept in the origin's private file system, where reading is fastest, in a folder
// of its own.  It holds nothing of the account.  Whoever reads it must be ready to do without.
// https://developer.mozilla.org/docs/Web/API/FileSystemSyncAccessHandle
//
// The file: SHA-256 of all that follows; two 32-bit numbers (bytes of memory, and of the list of
// runs); the list (start and length of each run of pages); the header, in which Pyodide keeps what
// Python holds of JavaScript; the pages.  Pages of zeros are left out.

const PAGE = 4096;
const DIGEST = 32;
const HEAD = DIGEST + 2 * 4;

/** How long the header is, so that Pyodide can be given room for it before it is read. */
export const HEADER = 4096;

/** @typedef {{ header: Uint8Array, memory: number, runs: Uint32Array, pages: Uint8Array }} Snapshot */

/**
 * Where the snapshot of a build lies.
 * @param {string} build
 * @returns {Promise<FileSystemFileHandle | "first" | "other_build">} or why there is none
 */
export async function find(build) {
  const folder = await snapshots();
  try {
    return await folder.getFileHandle(build);
  } catch (error) {
    if (/** @type {Error} */ (error).name !== "NotFoundError") throw error;
    const { done } = await folder.keys().next();
    return done ? "first" : "other_build";
  }
}

/**
 * What was kept.  Throws where it is not that, byte for byte.
 * @param {FileSystemFileHandle} handle
 * @returns {Promise<Snapshot>}
 */
export async function read(handle) {
  const file = await handle.createSyncAccessHandle();
  const bytes = new Uint8Array(file.getSize());
  file.read(bytes, { at: 0 });
  file.close();
  const found = bytes.length < HEAD + HEADER ? [] : await digest(bytes);
  if (!found.length || found.some((byte, nth) => byte !== bytes[nth]))
    throw new Error("the snapshot is not what was written", { cause: "damaged" });
  const [memory, list] = new Uint32Array(bytes.buffer, DIGEST, 2);
  const body = HEAD + list;
  return {
    memory,
    runs: new Uint32Array(bytes.buffer, HEAD, list / 4),
    header: bytes.subarray(body, body + HEADER),
    pages: bytes.subarray(body + HEADER),
  };
}

/**
 * Keep a build's snapshot in place of all others.
 * @param {string} build
 * @param {Uint8Array} image what makeMemorySnapshot gave: the header and the whole memory
 */
export async function keep(build, image) {
  await discard();
  const bytes = packed(image);
  const folder = await snapshots();
  const file = await (await folder.getFileHandle(build, { create: true })).createSyncAccessHandle();
  bytes.set(await digest(bytes));
  file.write(bytes, { at: 0 });
  file.flush();
  file.close();
}

/** Throw all snapshots away, but for one that somebody has open just now. */
export async function discard() {
  const folder = await snapshots();
  for await (const name of folder.keys()) await folder.removeEntry(name).catch(() => {});
  await discardOld();
}

async function snapshots() {
  const root = await navigator.storage.getDirectory();
  return root.getDirectoryHandle("snapshots", { create: true });
}

/** Before there was a folder, snapshots lay beside where it is now; nothing else did. */
async function discardOld() {
  const root = await navigator.storage.getDirectory();
  for await (const [name, { kind }] of root.entries()) {
    if (kind === "file") await root.removeEntry(name).catch(() => {});
  }
}

/**
 * Lay a snapshot over the memory of a fresh module of the same build.
 * @param {Snapshot} snapshot
 * @param {Uint8Array} memory at least as large as the one that was kept
 */
export function restore({ runs, pages }, memory) {
  let [from, end] = [0, 0];
  for (let run = 0; run < runs.length; run += 2) {
    const [start, length] = [runs[run], runs[run + 1]];
    memory.fill(0, end, start);
    memory.set(pages.subarray(from, from + length), start);
    from += length;
    end = start + length;
  }
  memory.fill(0, end);
}

/** @param {Uint8Array} image */
function packed(image) {
  // Pyodide's image begins with two 32-bit numbers, of which the second says where memory starts.
  const [, start] = new Uint32Array(image.buffer, image.byteOffset, 2);
  const header = new Uint8Array(HEADER);
  header.set(image.subarray(0, start));
  new Uint32Array(header.buffer)[1] = HEADER;
  const memory = image.slice(start);
  const runs = used(memory);
  const pages = runs.filter((_, nth) => nth % 2).reduce((sum, length) => sum + length, 0);
  const list = 4 * runs.length;
  const bytes = new Uint8Array(HEAD + list + HEADER + pages);
  new Uint32Array(bytes.buffer, DIGEST, 2).set([memory.length, list]);
  new Uint32Array(bytes.buffer, HEAD, runs.length).set(runs);
  bytes.set(header, HEAD + list);
  let at = HEAD + list + HEADER;
  for (let run = 0; run < runs.length; run += 2) {
    bytes.set(memory.subarray(runs[run], runs[run] + runs[run + 1]), at);
    at += runs[run + 1];
  }
  return bytes;
}

/**
 * The runs of pages that hold more than zeros: start and length of each.
 * @param {Uint8Array<ArrayBuffer>} memory
 */
function used(memory) {
  const words = new BigUint64Array(memory.buffer, memory.byteOffset, memory.length / 8);
  const perPage = PAGE / 8;
  /** @type {number[]} */
  const runs = [];
  for (let page = 0; page < memory.length / PAGE; page += 1) {
    if (!words.subarray(page * perPage, (page + 1) * perPage).some((word) => word !== 0n)) continue;
    const [last, length] = runs.slice(-2);
    if (last + length === page * PAGE) runs[runs.length - 1] += PAGE;
    else runs.push(page * PAGE, PAGE);
  }
  return runs;
}

/** @param {Uint8Array<ArrayBuffer>} bytes */
async function digest(bytes) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes.subarray(DIGEST)));
}
