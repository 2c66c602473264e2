/** What the pages of both practice desks are made of: templates, and one set of widgets. */

export const settings = JSON.parse(
  document.querySelector('meta[name="practice-settings"]').content,
);
export const words = settings.words;

// Templates

const HOLE = /^hole:(\d+):$/;
const LINE_ENDS = /(?<=>)\s*\n\s*|\s*\n\s*(?=<)|^\s*\n\s*$/g;

/**
 * A template as new nodes: one element, or a fragment of several. `${…}` between tags takes text,
 * a node, a list of them, and null or false for nothing. In an attribute it takes text; as the
 * whole of one also true or false (is it there?), and in `@event` its handler.
 * White space around the end of a line is left out.
 */
export function html(strings, ...values) {
  const template = document.createElement("template");
  template.innerHTML = strings
    .map((part) => part.replace(LINE_ENDS, ""))
    .reduce((markup, part, next) => {
      const mark = `hole:${next - 1}:`;
      const inTag = markup.lastIndexOf("<") > markup.lastIndexOf(">");
      return markup + (inTag ? mark : `<!--${mark}-->`) + part;
    });
  const root = document.importNode(template.content, true);
  const nodes = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_COMMENT);
  const found = [];
  while (nodes.nextNode()) found.push(nodes.currentNode);
  for (const node of found) {
    for (const { name, value } of [...(node.attributes ?? [])]) fill(node, name, value, values);
    const hole = node.nodeType === Node.COMMENT_NODE && node.data.match(HOLE);
    if (hole)
      node.replaceWith(...[values[hole[1]]].flat().filter((it) => it != null && it !== false));
  }
  return root.childNodes.length === 1 ? root.firstChild : root;
}

function fill(element, name, text, values) {
  const whole = values[text.match(HOLE)?.[1]];
  if (name.startsWith("@")) {
    element.removeAttribute(name);
    element.addEventListener(name.slice(1), whole);
  } else if (HOLE.test(text) && typeof whole !== "string") {
    if (whole == null || whole === false) element.removeAttribute(name);
    else element.setAttribute(name, whole === true ? "" : whole);
  } else {
    element.setAttribute(
      name,
      text.replace(/hole:(\d+):/g, (_, index) => values[index]),
    );
  }
}

/** The markup of a message, which a desk's API gives. */
export function markup(text) {
  const template = document.createElement("template");
  template.innerHTML = text;
  return template.content;
}

// Requests

/** A request by XMLHttpRequest, as both products save. Resolves also when it is refused. */
export function xhr(method, url, body, headers = {}) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open(method, url);
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("X-Requested-With", "XMLHttpRequest");
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    if (body !== undefined) request.setRequestHeader("Content-Type", "application/json");
    // Of an empty answer (204), a login page or no connection only the status counts: null is read.
    request.responseType = "json";
    request.addEventListener("loadend", () => {
      const { status, response } = request;
      resolve({ ok: status >= 200 && status < 300, status, body: response });
    });
    request.send(body === undefined ? null : JSON.stringify(body));
  });
}

export const get = async (url) => (await xhr("GET", url)).body;

/** Ask for a job until it is done. */
export async function finished(ask, done) {
  for (;;) {
    const job = await ask();
    if (done.includes(job.status)) return job;
    await new Promise((resume) => setTimeout(resume, 300));
  }
}

// Routing

/** Links under `base` lead on inside the page; `go` shows a path, `route` the current one. */
export function router(base, route) {
  const go = (path) => {
    if (path !== location.pathname) history.pushState({}, "", path);
    return route();
  };
  document.addEventListener("click", (event) => {
    const inside = (node) => node.origin === location.origin && node.pathname?.startsWith(base);
    const link = event.composedPath().find((node) => node.localName === "a" && inside(node));
    if (!link || event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    go(link.pathname);
  });
  addEventListener("popstate", route);
  return go;
}

// Widgets

export function initials(name) {
  const names = name.split(" ");
  return (names[0][0] + (names.length > 1 ? names.at(-1)[0] : "")).toUpperCase();
}

export function when(iso) {
  const format = { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" };
  return new Intl.DateTimeFormat(settings.locale, format).format(new Date(iso));
}

/** The bar at the left: the product, its list of tickets, who is signed in. */
export function rail(desk, home, title, sign, name) {
  return html`
    <nav class="rail" aria-label=${words.product}>
      <img src="/static/${desk}/icon.svg" alt="" width="32" height="32">
      <a href=${home} class="rail-link" title=${title} aria-label=${title}>${sign}</a>
      <span class="avatar me" title=${name}>${initials(name)}</span>
    </nav>`;
}

let notice = null;

/** Say something for some seconds. */
export function notify(text, kind = "info") {
  const alert = kind === "error";
  notice?.remove();
  const shown = html`
    <div class="notice ${kind}" role=${alert ? "alert" : "status"} data-test-id="notification-${kind}">
      ${text}
    </div>`;
  notice = shown;
  document.body.append(shown);
  setTimeout(() => shown.remove(), alert ? 8000 : 2500);
}

/** A button that opens a menu; `items` makes its entries anew each time. */
export function menu(button, items, place = "up right") {
  const list = html`<ul class="menu ${place}" role="menu" hidden></ul>`;
  button.setAttribute("aria-haspopup", "menu");
  button.addEventListener("click", (event) => {
    event.stopPropagation();
    const wasOpen = !list.hidden;
    closeMenus();
    if (!wasOpen) list.replaceChildren(...items());
    list.hidden = wasOpen;
  });
  return html`<div class="menu-anchor">${button}${list}</div>`;
}

function closeMenus() {
  for (const list of document.querySelectorAll(".menu")) list.hidden = true;
}
document.addEventListener("click", closeMenus);

/** The options of a select from `[value, label]`, one of them chosen. */
export const options = (pairs, chosen) =>
  pairs.map(
    ([value, label]) => html`<option value=${value} selected=${value === chosen}>${label}</option>`,
  );

/** The choices of the field that may be required for closing. */
export const resolutions = (chosen) =>
  options(
    ["", "refunded", "explained", "fixed"].map((value) => [
      value,
      words[`resolution_${value}`] ?? "-",
    ]),
    chosen ?? "",
  );

/** Boxes to tick before the rows of a list in `place`, and the bar of what happens to the ticked. */
export function ticks(place, button) {
  const boxes = place.querySelectorAll("tbody input:checked");
  const chosen = new Set([...boxes].map((box) => Number(box.value)));
  const count = html`<span></span>`;
  const bar = html`<div class="bulk" data-test-id="bulk-bar">${count}${button}</div>`;
  const changed = () => {
    bar.hidden = chosen.size === 0;
    count.textContent = `${chosen.size} ${words.selected}`;
  };
  const box = (id) => html`
    <input type="checkbox" value=${id} aria-label="#${id}" checked=${chosen.has(id)}
      @change=${({ target }) => {
        if (target.checked) chosen.add(id);
        else chosen.delete(id);
        changed();
      }}>`;
  changed();
  return { bar, box, chosen };
}

/** Say how a change of many tickets ended, and clear the ticks. */
export function doneWithMany(place, results) {
  for (const box of place.querySelectorAll("tbody input:checked")) box.checked = false;
  const failed = results.filter((result) => !result.success).length;
  if (failed) notify(`${words.not_saved} (${failed})`, "error");
  else notify(words.saved);
}

/** Where a message is written. */
export const editor = (attributes) => {
  const box = html`
    <div contenteditable="true" role="textbox" aria-multiline="true" aria-label=${words.write_here}
      data-placeholder=${words.write_here}></div>`;
  for (const [name, value] of Object.entries(attributes)) box.setAttribute(name, value);
  return box;
};

/** Ask for a ticket number; resolves with it, or with null when the dialog is left. */
export function askForTicket(title) {
  return new Promise((resolve) => {
    const input = html`<input name="ticket" inputmode="numeric" required>`;
    const dialog = html`
      <dialog class="dialog" data-test-id="merge-dialog">
        <form method="dialog" @submit=${() => (dialog.returnValue = input.value)}>
          <h2>${title}</h2>
          <label class="field">${words.merge_into}${input}</label>
          <div class="row">
            <button class="button" type="button" @click=${() => dialog.close("")}>${words.cancel}</button>
            <button class="button primary" data-test-id="merge-confirm">${words.merge_do}</button>
          </div>
        </form>
      </dialog>`;
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue !== "" && Number(input.value) ? Number(input.value) : null);
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
