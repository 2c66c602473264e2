// @ts-check
// The keys of a page: each presses the button that names it in `data-key`.  Which buttons name one
// is Python's to say.

const WRITING = "input, textarea, select";
const PRESSED_BY_THE_BROWSER = "button, a, summary";

export function listen() {
  document.addEventListener("keydown", (event) => {
    // A key that is held repeats itself; nobody means the same thing twenty times.
    if (event.repeat && event.key === "Enter") event.preventDefault();
    if (event.repeat || event.isComposing || event.defaultPrevented) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const name = named(event);
    if (event.shiftKey && name === "Escape") return;
    if (within(event, WRITING) && (name !== "Escape" || left(event))) return;
    if (within(event, PRESSED_BY_THE_BROWSER) && (name === "Space" || name === "Enter")) return;
    const target = document.querySelector(`[data-key~="${CSS.escape(name)}" i]`);
    if (!(target instanceof HTMLElement)) return;
    event.preventDefault();
    target.click();
  });
}

/**
 * Escape in a draft that holds words leaves the field and no more, so that nothing is lost by it.
 * @param {KeyboardEvent} event
 */
function left({ target }) {
  const { form } = /** @type {HTMLInputElement} */ (target);
  if (!form?.matches("[data-draft]")) return false;
  /** @type {NodeListOf<HTMLInputElement>} */
  const fields = form.querySelectorAll("input[type=text]");
  if (![...fields].some(({ value }) => value)) return false;
  form.closest("details")?.querySelector("summary")?.focus();
  return true;
}

/**
 * The key a person means, whatever is printed on it.  A digit goes by its place, since a French
 * keyboard has letters there; a letter by what it writes, or by its place where the keyboard writes
 * in no Latin script.
 * @param {KeyboardEvent} event
 */
function named({ key, code }) {
  if (code.startsWith("Digit")) return code.slice("Digit".length);
  if (key === " ") return "Space";
  const foreign = key.length === 1 && key > "\u00ff";
  return foreign && code.startsWith("Key") ? code.slice("Key".length) : key;
}

/**
 * @param {KeyboardEvent} event
 * @param {string} selector
 */
function within(event, selector) {
  return event.target instanceof Element && event.target.closest(selector) !== null;
}
