/** The page of a recorded helpdesk: each button sends one recorded write. */

import { notify, settings, xhr } from "./widgets.js";

for (const button of document.querySelectorAll("[data-press]")) {
  const { method, path, body } = settings.writes[button.dataset.press];
  button.addEventListener("click", async () => {
    const answer = await xhr(method, path, body ?? undefined);
    notify(`${answer.status}`, answer.ok ? "info" : "error");
  });
}
