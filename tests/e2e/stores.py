"""What Interlude keeps in a browser profile, looked at and damaged past its engine."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tests.e2e.browser import Session

_PATIENCE_MS = 90_000


class Stores:
    """The journal's two stores and the file of the snapshot, through a page on which nothing runs.

    To damage what the engine has open, kill the engine first.
    """

    def __init__(self, session: Session) -> None:
        self._page = session.tab(f"{session.origin}/manifest.json")

    def close(self) -> None:
        """Close the page."""
        self._page.close()

    def wait(self, milliseconds: int) -> None:
        """Let time pass."""
        self._page.wait_for_timeout(milliseconds)

    # --- The database ------------------------------------------------------------------------

    def all(self, store: str) -> list[Any]:
        """Everything in one store, in the order of its keys."""
        found: list[Any] = self._page.evaluate(
            """async (store) => {
                const { openDB } = await import("/engine/idb.js");
                const db = await openDB("interlude");
                const found = await db.getAll(store);
                db.close();
                return found;
            }""",
            store,
        )
        return found

    def add(self, entries: Iterable[Any]) -> None:
        """Append to the journal as it stands, as if there had not been a log yet."""
        self._page.evaluate(
            """async (entries) => {
                const { openDB } = await import("/engine/idb.js");
                const db = await openDB("interlude");
                const tx = db.transaction([...db.objectStoreNames], "readwrite");
                const store = tx.objectStore("entries");
                if (tx.objectStoreNames.contains("places")) tx.objectStore("places").clear();
                await Promise.all([...entries.map((entry) => store.add(entry)), tx.done]);
                db.close();
            }""",
            list(entries),
        )

    def lose(self, *stores: str) -> None:
        """Empty some stores, and leave what is said elsewhere of what was in them."""
        self._page.evaluate(
            """async (stores) => {
                const { openDB } = await import("/engine/idb.js");
                const db = await openDB("interlude");
                for (const store of stores) await db.clear(store);
                db.close();
            }""",
            list(stores),
        )

    def put_checkpoint(self, checkpoint: Any) -> None:
        """Put another in the place of the account's checkpoint."""
        self._page.evaluate(
            """async (checkpoint) => {
                const { openDB } = await import("/engine/idb.js");
                const db = await openDB("interlude");
                await db.put("checkpoints", checkpoint, "account");
                db.close();
            }""",
            checkpoint,
        )

    def put_wake(self, wake: Any) -> None:
        """Have the engine believe that it woke in this way before."""
        self._page.evaluate(
            """async (wake) => {
                const { openDB } = await import("/engine/idb.js");
                const db = await openDB("interlude");
                await db.put("wakes", wake);
                db.close();
            }""",
            wake,
        )

    def await_full(self) -> None:
        """Until the browser goes by a quota that was set a moment ago.

        It lets writes pass by the room there was before until the database was closed for two
        seconds, or for half a minute.
        """
        for _ in range(20):
            self._page.wait_for_timeout(2_500)
            if self._page.evaluate(
                """async () => {
                    const { openDB } = await import("/engine/idb.js");
                    const db = await openDB("interlude");
                    const put = db.put("checkpoints", "", "spare");
                    const error = await put.then(() => undefined, (error) => error.name);
                    db.close();
                    return error === "QuotaExceededError";
                }"""
            ):
                return
        raise AssertionError("the quota does not hold")

    def begin_anew(self, version: int, entries: Iterable[Any]) -> None:
        """A database of the shape of version 1 under any number, with a journal in it; no log."""
        self.delete()
        self._page.evaluate(
            """async (version) => {
                const { openDB } = await import("/engine/idb.js");
                const upgrade = (db) => {
                    for (const name of ["entries", "answers"]) {
                        const store = db.createObjectStore(name, { autoIncrement: true });
                        store.createIndex("id", "id", { unique: true });
                    }
                    db.createObjectStore("views");
                };
                (await openDB("interlude", version, { upgrade })).close();
            }""",
            version,
        )
        self.add(entries)

    def delete(self) -> None:
        """Take both stores away; no page of Interlude may be open."""
        self.delete_log()
        self.delete_database()

    def delete_database(self) -> None:
        """Take the whole database away; no page of Interlude may be open."""
        self._page.evaluate(
            """async () => {
                const { deleteDB } = await import("/engine/idb.js");
                await deleteDB("interlude");
            }"""
        )

    # --- The log -----------------------------------------------------------------------------

    def words(self) -> list[str]:
        """The lines in the agent's own words in the log, as the extension's reader finds them."""
        return [line["text"] for line in self._logged("writings")]

    def pictures(self) -> str:
        """The pages as they were drawn last, so that they paint at once."""
        found: str = self._page.evaluate("() => JSON.stringify({ ...localStorage })")
        return found

    def everything(self) -> str:
        """All that is kept in this profile, in either store and beside them, as one text."""
        found: str = self._page.evaluate(
            """async () => {
                const { openDB } = await import("/engine/idb.js");
                const db = await openDB("interlude");
                const rows = [];
                for (const name of db.objectStoreNames) rows.push(await db.getAll(name));
                db.close();
                const root = await navigator.storage.getDirectory();
                const folder = await root.getDirectoryHandle("journal", { create: true });
                const handle = await folder.getFileHandle("log", { create: true });
                const kept = [await chrome.storage.local.get(), await chrome.storage.session.get(),
                              { ...localStorage }];
                return JSON.stringify([...rows, ...kept, await (await handle.getFile()).text()]);
            }"""
        )
        return found

    def log(self) -> list[dict[str, Any]]:
        """Every entry of the log, in order, as the extension's own reader finds them."""
        return self._logged("entries")

    def _logged(self, what: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self._page.evaluate(
            """async (what) => {
                const { decode } = await import("/engine/journal/frames.js");
                const { contentsOf } = await import("/engine/journal/contents.js");
                const root = await navigator.storage.getDirectory();
                const folder = await root.getDirectoryHandle("journal", { create: true });
                const handle = await folder.getFileHandle("log", { create: true });
                const bytes = new Uint8Array(await (await handle.getFile()).arrayBuffer());
                const frames = [];
                for (let at = 0, frame; (frame = decode(bytes, at)); at = frame.end) {
                    frames.push(frame);
                }
                return contentsOf(frames).contents[what];
            }""",
            what,
        )
        return found

    def damage_log(self, change: str) -> None:
        """Change the file: `change` is JavaScript from its bytes to those it shall have."""
        self._page.evaluate(
            f"""async () => {{
                const change = {change};
                const root = await navigator.storage.getDirectory();
                const folder = await root.getDirectoryHandle("journal");
                const file = await folder.getFileHandle("log");
                const bytes = new Uint8Array(await (await file.getFile()).arrayBuffer());
                const stream = await file.createWritable();
                await stream.write(change(bytes));
                await stream.close();
            }}"""
        )

    def delete_log(self) -> None:
        """Take the second store away."""
        self._page.evaluate(
            """async () => {
                const root = await navigator.storage.getDirectory();
                await root.getDirectoryHandle("journal", { create: true });
                await root.removeEntry("journal", { recursive: true });
            }"""
        )

    # --- The snapshot ------------------------------------------------------------------------

    def await_snapshot(self) -> str:
        """The name of the snapshot's file, once all of it is written."""
        name: str = self._page.evaluate(
            """async (patience) => {
                const whole = async (bytes) => {
                    const found = await crypto.subtle.digest("SHA-256", bytes.slice(32));
                    return new Uint8Array(found).every((byte, nth) => byte === bytes[nth]);
                };
                for (const end = Date.now() + patience; Date.now() < end; ) {
                    const root = await navigator.storage.getDirectory();
                    const folder = await root.getDirectoryHandle("snapshots", { create: true });
                    for await (const file of folder.values()) {
                        window.kept = new Uint8Array(await (await file.getFile()).arrayBuffer());
                        if (window.kept.length && (await whole(window.kept))) return file.name;
                    }
                    await new Promise((resolve) => setTimeout(resolve, 200));
                }
                throw new Error("no snapshot was made");
            }""",
            _PATIENCE_MS,
        )
        return name

    def snapshots(self) -> list[str]:
        """The names of the files there are, whole or not."""
        found: list[str] = self._page.evaluate(
            """async () => {
                const names = [];
                const root = await navigator.storage.getDirectory();
                const folder = await root.getDirectoryHandle("snapshots", { create: true });
                for await (const name of folder.keys()) names.push(name);
                return names;
            }"""
        )
        return found

    def discard_snapshots(self) -> None:
        """As on a device on which the engine never ran."""
        self._page.evaluate(
            """async () => {
                const root = await navigator.storage.getDirectory();
                const folder = await root.getDirectoryHandle("snapshots", { create: true });
                for await (const name of folder.keys()) await folder.removeEntry(name);
            }"""
        )

    def write_snapshot(self, name: str, change: str) -> None:
        """Put a file in the place of all snapshots.

        `change` is JavaScript from the bytes that `await_snapshot` found to those of the file.
        """
        self.discard_snapshots()
        self._page.evaluate(
            f"""async (name) => {{
                const change = {change};
                const root = await navigator.storage.getDirectory();
                const folder = await root.getDirectoryHandle("snapshots", {{ create: true }});
                const file = await folder.getFileHandle(name, {{ create: true }});
                const stream = await file.createWritable();
                await stream.write(change(window.kept.slice()));
                await stream.close();
            }}""",
            name,
        )

    def lock_snapshot(self, name: str) -> None:
        """Keep the file open for writing, so that nobody else can open it, until `close`."""
        self._page.evaluate(
            """async (name) => {
                const root = await navigator.storage.getDirectory();
                const folder = await root.getDirectoryHandle("snapshots", { create: true });
                window.locked = await (await folder.getFileHandle(name)).createWritable();
            }""",
            name,
        )
