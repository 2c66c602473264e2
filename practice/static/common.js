/** What the pages of both practice desks share. */

export const settings = JSON.parse(
  document.querySelector('meta[name="practice-settings"]').content,
);
export const words = settings.words;

/**
 * An element. `on…` attributes take handlers; `true` sets an attribute, `false` leaves it out.
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child != null && child !== false));
  return element;
}

/** A request by XMLHttpRequest, as both products save. Resolves also when it is refused. */
export function xhr(method, url, body, headers = {}) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open(method, url);
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("X-Requested-With", "XMLHttpRequest");
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    if (body !== undefined) request.setRequestHeader("Content-Type", "application/json");
    request.addEventListener("loadend", () => {
      let answer = null;
      try {
        answer = JSON.parse(request.responseText);
      } catch {
        // An empty answer (204), a login page or no connection: only the status counts then.
      }
      const ok = request.status >= 200 && request.status < 300;
      resolve({ ok, status: request.status, body: answer });
    });
    request.send(body === undefined ? null : JSON.stringify(body));
  });
}

export const wait = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));

export function initials(name) {
  const names = name.split(" ");
  return (names[0][0] + (names.length > 1 ? names.at(-1)[0] : "")).toUpperCase();
}

export function when(iso) {
  const format = { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" };
  return new Intl.DateTimeFormat(settings.locale, format).format(new Date(iso));
}

/** A button that opens a menu; `items` are {label, attributes, act} and may be computed late. */
export function menu(button, items, place = "up right") {
  const list = h("ul", { class: `menu ${place}`, role: "menu", hidden: true });
  button.setAttribute("aria-haspopup", "menu");
  button.addEventListener("click", (event) => {
    event.stopPropagation();
    const wasOpen = !list.hidden;
    closeMenus();
    if (wasOpen) return;
    list.replaceChildren(
      ...(typeof items === "function" ? items() : items).map(({ label, attributes, act }) =>
        h(
          "li",
          { role: "menuitem", tabindex: "-1", ...attributes, onclick: () => act() },
          ...[label].flat(),
        ),
      ),
    );
    list.hidden = false;
  });
  return h("div", { class: "menu-anchor" }, button, list);
}

function closeMenus() {
  for (const list of document.querySelectorAll(".menu")) list.hidden = true;
}
document.addEventListener("click", closeMenus);

/** Clear the ticks of a list. */
export function untick(list) {
  for (const box of list.querySelectorAll("tbody input:checked")) box.checked = false;
}

/** Ask for a ticket number; resolves with it, or with null when the dialog is left. */
export function askForTicket(title) {
  return new Promise((resolve) => {
    const input = h("input", { name: "ticket", inputmode: "numeric", required: true });
    const dialog = h(
      "dialog",
      { class: "dialog", "data-test-id": "merge-dialog" },
      h(
        "form",
        { method: "dialog", onsubmit: () => (dialog.returnValue = input.value) },
        h("h2", {}, title),
        h("label", { class: "field" }, words.merge_into, input),
        h(
          "div",
          { class: "row" },
          h(
            "button",
            { class: "button", type: "button", onclick: () => dialog.close("") },
            words.cancel,
          ),
          h("button", { class: "button primary", "data-test-id": "merge-confirm" }, words.merge_do),
        ),
      ),
    );
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(Number(input.value) && dialog.returnValue !== "" ? Number(input.value) : null);
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
