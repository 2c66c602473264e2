// @ts-check
// The log: the journal's second store, one file in the origin's private file system to which frames
// are added.  Only a worker may have the handle that writes at once, and only one at a time has it.
// https://developer.mozilla.org/docs/Web/API/FileSystemSyncAccessHandle

import { decode, encode, FIRST_BYTE, NOTE } from "./frames.js";

/** @import { Commit, Frame, Place } from "./frames.js" */
/**
 * @typedef {Pick<FileSystemSyncAccessHandle,
 *   "getSize" | "read" | "write" | "truncate" | "flush" | "close">} Handle
 */
/** @typedef {ReturnType<typeof makeLog>} Log */
/**
 * @typedef {{ frames: Frame[], html: string, end: number, broken: boolean }} Found whole frames, what
 *   the answer of the last one drew, where all that ends, and whether anything is damaged before
 */

const FOLDER = "journal";
const FILE = "log";
const PATIENCE_MS = 10_000;
const AGAIN_AFTER_MS = 50;

/** So much of the file is read again at a wake, to find damage that is not at its end. */
const SAMPLE = 256 * 1024;

/** The log as it is before anything was written. @type {Place} */
export const BEGINNING = { generation: 0, sequence: 0, chain: 0, start: 0, end: 0 };

/**
 * The log, once nobody else has it open: an engine that was killed may take a moment to let go.
 * @returns {Promise<Log | undefined>} nothing where the browser refuses it
 */
export async function openLog() {
  try {
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle(FOLDER, { create: true });
    return makeLog(await free(await folder.getFileHandle(FILE, { create: true })));
  } catch (error) {
    console.info("interlude: the journal has no second store here", error);
    return undefined;
  }
}

/** @param {FileSystemFileHandle} file */
async function free(file) {
  for (let waited = 0; ; waited += AGAIN_AFTER_MS) {
    try {
      return await file.createSyncAccessHandle();
    } catch (error) {
      const { name } = /** @type {Error} */ (error);
      if (name !== "NoModificationAllowedError" || waited >= PATIENCE_MS) throw error;
      await new Promise((resolve) => setTimeout(resolve, AGAIN_AFTER_MS));
    }
  }
}

/** @param {Handle} handle */
export function makeLog(handle) {
  /** @param {number} from @param {number} [to] */
  function bytes(from, to = handle.getSize()) {
    const found = new Uint8Array(Math.max(0, to - from));
    return found.subarray(0, handle.read(found, { at: from }));
  }

  /** @param {Uint8Array<ArrayBuffer>} frame @param {number} at */
  function write(frame, at) {
    if (handle.write(frame, { at }) === frame.length) return;
    throw new DOMException("not all of it could be written", "QuotaExceededError");
  }

  /** @param {number} end */
  function cut(end) {
    handle.truncate(end);
    handle.flush();
  }

  return {
    size: () => handle.getSize(),

    /**
     * Whether the frame at a place is the one that was written there.
     * @param {Place} place
     */
    has({ start, end, chain }) {
      if (end === 0) return true;
      const frame = decode(bytes(start, end), 0);
      return frame?.chain === chain && frame.end === end - start;
    },

    /**
     * Every frame from a place on that is as it was written.
     * @param {Place} after
     * @returns {Found}
     */
    read(after) {
      return framesIn(bytes(after.end), after.end, after);
    },

    /**
     * Look at a part of the file that chance chooses; all of it, where it is small.
     * @param {number} chance from 0 up to 1
     * @returns {boolean} whether it is as it was written
     */
    sample(chance) {
      const size = handle.getSize();
      const from = Math.floor(Math.max(0, size - SAMPLE) * chance);
      const { frames, broken, end } = framesIn(bytes(from, from + SAMPLE), from);
      if (broken || frames.length === 0) return size === 0;
      return (from > 0 || frames[0].start === 0) && (from + SAMPLE < size || end === size);
    },

    /**
     * Add a commit after the frame at a place, and have it on the disk.
     * @param {Place} after
     * @param {Commit} commit
     * @param {string} html what its answer drew
     * @returns {Place} where it stands
     */
    append(after, commit, html) {
      const { bytes, place } = encode(after, commit);
      const note = encode({ ...place, sequence: NOTE - 1 }, { id: commit.id, append: [], html });
      const both = new Uint8Array(bytes.length + (html ? note.bytes.length : 0));
      both.set(bytes);
      if (html) both.set(note.bytes, bytes.length);
      handle.truncate(after.end);
      write(both, after.end);
      handle.flush();
      return place;
    },

    /** Take away what comes after a place. */
    cut,

    /**
     * Begin anew with some commits, in the place of all there is.
     * @param {number} generation
     * @param {Iterable<Commit>} commits
     * @returns {Place} of the last
     */
    begin(generation, commits) {
      cut(0);
      let place = { ...BEGINNING, generation };
      for (const commit of commits) {
        const frame = encode(place, commit);
        write(frame.bytes, place.end);
        place = frame.place;
      }
      handle.flush();
      return place;
    },

    close: () => handle.close(),
  };
}

/**
 * @param {Uint8Array} bytes
 * @param {number} from where in the file they begin
 * @param {Place} [after] the frame before them, if it is known
 * @returns {Found}
 */
function framesIn(bytes, from, after) {
  /** @type {Frame[]} */
  const frames = [];
  let broken = false;
  let html = "";
  let before = after;
  let reached = from;
  let end = from;
  let at = 0;
  while (at >= 0 && at < bytes.length) {
    const found = decode(bytes, at);
    if (!found) {
      at = bytes.indexOf(FIRST_BYTE, at + 1);
      continue;
    }
    const frame = { ...found, start: from + found.start, end: from + found.end };
    at = found.end;
    if (frame.sequence === NOTE) {
      if (frame.start !== reached || frame.previous !== before?.chain) continue;
      html = frame.commit.html ?? "";
      end = frame.end;
      continue;
    }
    if (before && (frame.start !== reached || !follows(frame, before))) broken = true;
    frames.push(frame);
    before = frame;
    reached = frame.end;
    end = frame.end;
  }
  return { frames, html, end, broken };
}

/**
 * Whether one frame comes right after another.  A generation begins anew.
 * @param {Frame} frame
 * @param {Place} before
 */
function follows({ generation, sequence, previous }, before) {
  if (generation > before.generation && sequence === 1) return previous === 0;
  return (
    generation === before.generation &&
    previous === before.chain &&
    sequence === before.sequence + 1
  );
}
