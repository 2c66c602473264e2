"""What a hostile page tries, the same in both browsers."""

# Before the card comes, the page prepares every way by which it could be handed what is in it.
LISTEN = """() => {
    window.caught = [];
    const note = (what) => (value) => { window.caught.push(`${what} ${value}`); };
    for (const name of ["interlude-card", "data-interlude"])
        customElements.define(name, class extends HTMLElement {
            constructor() { super(); note("made")(this.attachInternals()); }
        });
    for (const [on, name] of [
        [Element.prototype, "attachShadow"],
        [HTMLElement.prototype, "attachInternals"],
        [HTMLElement.prototype, "showPopover"],
        [Window.prototype, "postMessage"],
        [window, "postMessage"],
        [window, "MessageChannel"],
    ]) {
        const own = on[name];
        on[name] = function (...given) {
            note(name)(given);
            return new.target ? new own(...given) : own.apply(this, given);
        };
    }
    addEventListener("message", ({ data }) => note("message")(data), true);
    for (const type of ["load", "focusin", "click", "toggle"])
        addEventListener(type, (event) => {
            const path = event.composedPath().map(({ localName }) => localName);
            if (path.includes("iframe")) note(type)(path);
        }, true);
}"""

LEARNED = """() => {
    const caught = [...window.caught];
    const host = document.querySelector("[data-interlude]");
    const inside = host.appendChild(document.createElement("i"));
    const internals = () => { try { return host.attachInternals(); } catch { return null; } };
    const { left, top } = host.getBoundingClientRect();
    const found = {
        name: host.localName,
        frames: window.length,
        root: host.shadowRoot,
        internals: internals(),
        slot: inside.assignedSlot,
        html: host.getHTML({ serializableShadowRoots: true }),
        there: document.elementsFromPoint(left + 60, top + 60)[0] === host,
        addresses: performance
            .getEntries()
            .map(({ name }) => name)
            .filter((name) => /extension:/.test(name)),
        caught,
    };
    inside.remove();
    return found;
}"""

NOTHING = {
    "name": "div",
    "frames": 0,
    "root": None,
    "internals": None,
    "slot": None,
    "html": "<i></i>",
    "there": True,
    "addresses": [],
    "caught": [],
}

# A page frames the card and plays our content script: an entry's id instead of a word, and none.
# `TURNED_AWAY` is when the card has asked in vain, and in a helpdesk would take itself away.
FRAME = """([address, entry]) => {
    const frame = document.createElement("iframe");
    frame.src = `${address}#${entry}`;
    window.heard = [];
    frame.onload = () => {
        for (const word of ["", "line", entry]) {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = ({ data }) => window.heard.push(data.kind);
            frame.contentWindow.postMessage(word, "*", [port2]);
        }
    };
    document.body.append(frame);
}"""

TURNED_AWAY = "() => window.heard.includes('close_card')"

# To what it can see open the card makes way, and waits small.
OVER = "a popover above"

# By each of these a page makes the agent press what is not there to be seen.  `host` is the card's.
_COVER = """
    const cover = document.createElement("div");
    cover.style.cssText = "width: 100%; height: 100%; background: white; pointer-events: none";
    cover.popover = "manual";
"""
REDRESS = {
    "opacity": "host.style.setProperty('opacity', '0', 'important')",
    "almost no opacity": "host.style.setProperty('opacity', '0.02', 'important')",
    "filter": "host.style.setProperty('filter', 'opacity(0)', 'important')",
    "mask": "host.style.setProperty('mask-image', 'linear-gradient(transparent)', 'important')",
    "blend": "host.style.setProperty('mix-blend-mode', 'difference', 'important')",
    "clip": "host.style.setProperty('clip-path', 'inset(0 0 0.5px 0)', 'important')",
    "a small turn": "host.style.setProperty('rotate', '0.5deg', 'important')",
    "a little smaller": "host.style.setProperty('scale', '0.99', 'important')",
    "a push under the pointer": "host.style.setProperty('translate', '-60px -60px', 'important')",
    "a card that will not keep still": """
        let by = 0;
        const move = () => host.style.setProperty('margin-left', `${(by -= 3)}px`, 'important');
        setInterval(move, 150);
        await new Promise((done) => setTimeout(done, 500));
    """,
    OVER: _COVER + "document.body.append(cover); cover.showPopover();",
    "a popover above, out of reach": _COVER
    + """
        const box = document.createElement("div");
        document.body.append(box);
        box.attachShadow({ mode: "closed" }).append(cover);
        cover.showPopover();
        await new Promise((done) => setTimeout(done, 2000));
    """,
}


def redress(trick: str) -> str:
    """One of these as a function for the page."""
    body = f"const host = document.querySelector('[data-interlude]'); {REDRESS[trick]}"
    return f"async () => {{ {body} }}"
