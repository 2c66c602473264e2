/**
 * The agent app of the Freshdesk stand-in: one page, routed through the History API.
 * It builds its whole view anew on every change, so no node lives longer than one save.
 */

import {
  askForTicket,
  h,
  initials,
  menu,
  settings,
  untick,
  wait,
  when,
  words,
  xhr,
} from "../common.js";

const VISIBLE_MESSAGES = 4;
const CLOSED = 5;

const app = document.getElementById("app");
const page = {
  filter: "unresolved",
  ticket: null,
  messages: [],
  all: false,
  editor: null,
  changed: false,
};
let listed = [];
let csrfToken = "";
let me = null;
let agents = [];

// Requests

const get = async (url) => (await xhr("GET", url)).body;
const send = (method, url, body) => xhr(method, url, body, { "X-CSRF-Token": csrfToken });
const ticketUrl = () => `/api/_/tickets/${page.ticket.id}`;

async function conversationsOf(id) {
  const all = [];
  for (let number = 1; ; number += 1) {
    const url = `/api/_/tickets/${id}/conversations?per_page=100&page=${number}&order_type=asc&include=requester`;
    const { conversations } = await get(url);
    all.push(...conversations);
    if (conversations.length < 100) return all;
  }
}

// Frame and routing

function draw(title, ...content) {
  document.title = title;
  app.replaceChildren(
    h(
      "nav",
      { class: "rail", "aria-label": words.product },
      h("img", { src: "/static/freshdesk/icon.svg", alt: "", width: 32, height: 32 }),
      h(
        "a",
        {
          href: "/a/tickets/filters/unresolved",
          class: "rail-link",
          title: words.tickets,
          "aria-label": words.tickets,
        },
        "✉",
      ),
      h("span", { class: "avatar me", title: me.contact.name }, initials(me.contact.name)),
    ),
    ...content,
  );
}

function go(path) {
  history.pushState({}, "", path);
  route();
}

function route() {
  const ticket = location.pathname.match(/^\/a\/tickets\/(\d+)/);
  const filter = location.pathname.match(/^\/a\/tickets\/filters\/(\w+)/);
  if (ticket) return openTicket(Number(ticket[1]));
  page.filter = filter?.[1] ?? "unresolved";
  return openList();
}

function notify(text, kind = "info") {
  document.querySelector(".notice")?.remove();
  const notice = h(
    "div",
    {
      class: `notice ${kind}`,
      role: kind === "error" ? "alert" : "status",
      "data-test-id": `toast-${kind}`,
    },
    text,
  );
  document.body.append(notice);
  setTimeout(() => notice.remove(), kind === "error" ? 8000 : 2500);
}

function refused(answer) {
  const errors = answer.body?.errors?.map((error) => `${error.field}: ${error.message}`) ?? [];
  notify(
    `${words.not_saved} ${errors.join(" ") || (answer.body?.message ?? answer.status)}`,
    "error",
  );
}

const statusName = (id) => settings.statuses.find((status) => status.id === id)?.name ?? id;
const badge = (id) => h("span", { class: `badge s-${id}` }, statusName(id));
const nameOf = (id) => agents.find((agent) => agent.id === id)?.contact.name;

// List

async function openList() {
  page.ticket = null;
  await refreshList();
}

async function refreshList() {
  const body = await get(
    `/api/_/tickets?filter=${page.filter}&include=requester&per_page=100&page=1`,
  );
  if (!body?.tickets) return;
  listed = body.tickets;
  if (page.ticket === null) drawList();
}

function drawList() {
  const chosen = new Set(
    [...app.querySelectorAll("tbody input:checked")].map((box) => Number(box.value)),
  );
  const close = h(
    "button",
    { class: "button primary", "data-test-bulk": "close", onclick: () => closeMany([...chosen]) },
    words.bulk_close,
  );
  const count = h("span", {});
  const bar = h("div", { class: "bulk" }, count, close);
  const changed = () => {
    bar.hidden = chosen.size === 0;
    count.textContent = `${chosen.size} ${words.selected}`;
  };
  changed();
  draw(
    `${words[`filter_${page.filter}`] ?? words.tickets} : ${words.product}`,
    h(
      "header",
      { class: "top" },
      ...["unresolved", "all_tickets"].map((filter) =>
        h(
          "a",
          {
            class: "filter",
            href: `/a/tickets/filters/${filter}`,
            "aria-current": filter === page.filter && "page",
          },
          words[`filter_${filter}`],
        ),
      ),
      h("span", { class: "space" }),
      bar,
    ),
    h(
      "main",
      { class: "cards" },
      h(
        "table",
        { class: "list" },
        h("tbody", {}, ...listed.map((ticket) => row(ticket, chosen, changed))),
      ),
    ),
  );
}

function row(ticket, chosen, changed) {
  const box = h("input", {
    type: "checkbox",
    value: ticket.id,
    "aria-label": `#${ticket.id}`,
    onchange: () => {
      if (box.checked) chosen.add(ticket.id);
      else chosen.delete(ticket.id);
      changed();
    },
  });
  box.checked = chosen.has(ticket.id);
  const status = statusSelect(ticket.status, "list-status");
  status.addEventListener("change", () => setInList(ticket, Number(status.value)));
  return h(
    "tr",
    {},
    h("td", {}, box),
    h("td", {}, h("span", { class: "avatar" }, initials(ticket.requester.name))),
    h(
      "td",
      { class: "grow" },
      h("a", { class: "subject", href: `/a/tickets/${ticket.id}` }, ticket.subject),
      h(
        "p",
        { class: "faint" },
        `${ticket.requester.name} · #${ticket.id} · ${when(ticket.updated_at)}`,
      ),
    ),
    h("td", { class: "faint" }, words[`priority_${ticket.priority}`]),
    h("td", {}, status),
  );
}

async function setInList(ticket, status) {
  const answer = await send("PUT", `/api/_/tickets/${ticket.id}`, { status });
  if (answer.ok) notify(words.saved);
  else refused(answer);
  await refreshList();
}

async function closeMany(ids) {
  const body = { bulk_action: { ids, properties: { status: CLOSED } } };
  const answer = await send("POST", "/api/_/tickets/bulk_update", body);
  if (!answer.ok) return refused(answer);
  let job = null;
  do {
    await wait(0.3);
    job = (await get(`/api/_/jobs/${answer.body.job_id}`)).job;
  } while (job.status !== "COMPLETED");
  const failed = job.data.filter((result) => !result.success).length;
  untick(app);
  notify(failed ? `${words.not_saved} (${failed})` : words.saved, failed ? "error" : "info");
  await refreshList();
}

// Ticket

async function openTicket(id) {
  const [answer, messages] = await Promise.all([
    get(`/api/_/tickets/${id}?include=requester,stats`),
    conversationsOf(id).catch(() => []),
  ]);
  if (!answer?.ticket) return go("/a/tickets/filters/unresolved");
  Object.assign(page, {
    ticket: answer.ticket,
    messages,
    all: false,
    editor: null,
    changed: false,
  });
  drawTicket();
}

/** After a save the page is built again from what the server says now. */
async function reload(extra) {
  const { id } = page.ticket;
  const [answer, messages] = await Promise.all([
    get(`${ticketUrl()}?include=requester,stats`),
    conversationsOf(id),
  ]);
  if (page.ticket?.id !== id) return;
  const fresh = extra && !messages.some((message) => message.id === extra.id);
  Object.assign(page, {
    ticket: answer.ticket,
    messages: fresh ? [...messages, extra] : messages,
    changed: false,
  });
  drawTicket();
}

function drawTicket() {
  const { ticket } = page;
  draw(
    `[#${ticket.id}] ${ticket.subject} : Acme`,
    h(
      "header",
      { class: "top" },
      h(
        "a",
        { class: "breadcrumb", href: `/a/tickets/filters/${page.filter}` },
        words[`filter_${page.filter}`] ?? words.tickets,
      ),
      h("span", { class: "faint" }, `› ${ticket.id}`),
      h("span", { class: "space" }),
      neighbour(-1, words.previous, "‹"),
      neighbour(1, words.next, "›"),
    ),
    actionBar(),
    h(
      "main",
      { class: "ticket-page", "data-test-id": "ticket-page" },
      h("section", { class: "thread" }, subject(), ...messages(), editor()),
      properties(),
      h("aside", { class: "contact" }, contact()),
    ),
  );
  const thread = app.querySelector(".thread");
  thread.scrollTop = thread.scrollHeight;
}

function neighbour(step, title, sign) {
  const index = listed.findIndex((ticket) => ticket.id === page.ticket.id);
  const other = index < 0 ? undefined : listed[index + step];
  return h(
    "button",
    {
      class: "button quiet icon",
      title,
      "aria-label": title,
      disabled: !other,
      "data-test-id": step > 0 ? "next-ticket" : "previous-ticket",
      onclick: () => go(`/a/tickets/${other.id}`),
    },
    sign,
  );
}

function actionBar() {
  const action = (name, label, onclick, attributes = {}) =>
    h("button", { class: "button", "data-test-actions": name, onclick, ...attributes }, label);
  const scenario = action("scenario", `${words.scenario} ▾`);
  return h(
    "section",
    { id: "mainactionbar", class: "actions" },
    h(
      "div",
      { class: "page-actions__left" },
      action("reply", words.reply, () => openEditor("reply"), {
        "data-test-email-action": "reply",
      }),
      action("note", words.add_note, () => openEditor("note"), {
        "data-test-email-action": "note",
      }),
      action("close", words.close, () => saveProperties({ status: CLOSED })),
      action("merge", words.merge, merge),
      menu(
        scenario,
        settings.scenarios.map(({ id, name }) => ({
          label: name,
          attributes: { "data-test-scenario": id },
          act: () => runScenario(id),
        })),
        "down left",
      ),
    ),
  );
}

const subject = () =>
  h(
    "div",
    { class: "ticket-head" },
    h("h1", { class: "ticket-subject-heading" }, page.ticket.subject),
    badge(page.ticket.status),
  );

function messages() {
  const first = item(
    {
      user_id: page.ticket.requester_id,
      incoming: true,
      private: false,
      body: page.ticket.description,
      created_at: page.ticket.created_at,
    },
    true,
  );
  const hidden = page.all ? 0 : Math.max(0, page.messages.length - VISIBLE_MESSAGES);
  const more = h(
    "button",
    {
      class: "more",
      "data-test-button": "load-more",
      onclick: (event) => {
        page.all = event.isTrusted;
        drawTicket();
      },
    },
    `+${hidden} ${words.more}`,
  );
  return [
    first,
    hidden > 0 && more,
    ...page.messages.slice(hidden).map((message) => item(message)),
  ].filter(Boolean);
}

function item(message, first = false) {
  const customer = message.incoming;
  const name = customer ? page.ticket.requester.name : (nameOf(message.user_id) ?? "System");
  const text = h("div", {
    class: "text-content-wrapper",
    "data-test-conversation": "conversation-text",
  });
  text.innerHTML = message.body;
  const act = message.private ? words.noted : first ? words.reported : words.replied;
  const kind = `${customer ? "ticket-details__requestor" : ""} ${message.private ? "ticket-details__privatenote" : ""}`;
  return h(
    "article",
    {
      class: `ticket-details__item ${kind}`,
      id: first && "ticket_original_request",
      "data-test-id": first ? "ticket-description" : "conversation-wrapper",
      "data-test-is-agent": !customer,
    },
    h("span", { class: "avatar" }, initials(name)),
    h(
      "div",
      { class: "item-body" },
      h(
        "header",
        {},
        h("b", { "data-test-id": "user-name" }, name),
        h("span", { class: "faint", "data-test-id": "conversation-status" }, act),
        h(
          "time",
          {
            class: "faint",
            "data-test-id": "time-info",
            datetime: message.created_at,
            "aria-label": when(message.created_at),
          },
          when(message.created_at),
        ),
      ),
      h("div", { class: "ticket_note", "data-note-id": message.id ?? "0" }, text),
    ),
  );
}

// Editor

function openEditor(kind) {
  page.editor = { kind };
  drawTicket();
  app.querySelector(".fr-element").focus();
}

function editor() {
  if (!page.editor) return h("div", { class: "editor-closed" });
  const note = page.editor.kind === "note";
  const status = h(
    "button",
    { id: "send-and-set", class: "button primary icon", "aria-label": words.send_and_set },
    "▾",
  );
  const items = settings.statuses.map(({ id, name }) => ({
    label: [`${words.send_and_set} `, h("b", {}, name)],
    attributes: { class: "send-and-set-item", "data-status": id },
    act: () => say(id),
  }));
  return h(
    "div",
    { class: `rich-editor ticket-editor ${note ? "note" : ""}` },
    h(
      "p",
      { class: "faint" },
      note ? words.note_private : `${words.reply}: ${page.ticket.requester.email}`,
    ),
    h("div", {
      class: "fr-element fr-view",
      contenteditable: "true",
      role: "textbox",
      "aria-multiline": "true",
      "aria-label": words.write_here,
      "data-placeholder": words.write_here,
      onblur: saveDraft,
    }),
    h(
      "div",
      { class: "ticket-editor__footer" },
      h(
        "button",
        {
          class: "button quiet",
          "data-test-id": "discard",
          onclick: () => {
            page.editor = null;
            drawTicket();
          },
        },
        words.cancel,
      ),
      h(
        "span",
        { class: "split reply-btn-wrapper" },
        h("button", { class: "button primary reply-btn", onclick: () => say(null) }, words.send),
        menu(status, items),
      ),
    ),
  );
}

const written = () => app.querySelector(".fr-element");

function saveDraft() {
  if (written()?.innerText.trim())
    send("POST", `${ticketUrl()}/draft`, { body: written().innerHTML });
}

async function say(status) {
  const field = written();
  if (!field.innerText.trim()) return;
  const note = page.editor.kind === "note";
  const attached = { attachment_ids: [], inline_attachment_ids: [], cloud_files: [] };
  const body = note
    ? { body: `<div>${field.innerHTML}</div>`, private: true, notify_emails: [], ...attached }
    : {
        body: `<div>${field.innerHTML}</div>`,
        to_emails: [page.ticket.requester.email],
        cc_emails: [],
        bcc_emails: [],
        reply_ticket_id: page.ticket.id,
        ...attached,
      };
  const together = settings.replyStyle === "with_status" && status !== null;
  const answer = await send(
    "POST",
    `${ticketUrl()}/${note ? "notes" : "reply"}`,
    together ? { ...body, status } : body,
  );
  if (!answer.ok) return refused(answer);
  page.editor = null;
  if (status !== null && !together) {
    const second = await send("PUT", ticketUrl(), { status });
    if (!second.ok) refused(second);
  }
  notify(words.saved);
  await reload(answer.body.conversation);
}

// Properties and actions

function statusSelect(value, testId) {
  return h(
    "select",
    { "data-test-id": testId, "aria-label": words.status },
    ...settings.statuses.map(({ id, name }) =>
      h("option", { value: id, selected: id === value }, name),
    ),
  );
}

function properties() {
  const { ticket } = page;
  const status = statusSelect(ticket.status, "ticket-status");
  const resolution = h(
    "select",
    { "data-test-id": "ticket-resolution" },
    ...["none", "refunded", "explained", "fixed"].map((value) =>
      h(
        "option",
        {
          value: value === "none" ? "" : value,
          selected: value === ticket.custom_fields.cf_resolution,
        },
        words[`resolution_${value}`],
      ),
    ),
  );
  const update = () =>
    saveProperties({
      status: Number(status.value),
      custom_fields: { cf_resolution: resolution.value || null },
    });
  return h(
    "aside",
    { class: "ticket-properties-wrapper" },
    h(
      "div",
      { "data-test-id": "ticket-properties-sticky", class: "ticket-sidebar-sticky" },
      page.changed &&
        h(
          "button",
          { class: "alert ticket-sidebar-sticky__refresh-text", onclick: () => reload() },
          words.refresh,
        ),
      h("h2", {}, words.properties),
      h("label", { class: "field" }, words.status, status),
      h("label", { class: "field" }, words.resolution, resolution),
      h(
        "div",
        { class: "field" },
        words.priority,
        h("output", {}, words[`priority_${ticket.priority}`]),
      ),
      h(
        "div",
        { class: "field" },
        words.agent,
        h("output", {}, nameOf(ticket.responder_id) ?? "-"),
      ),
      h("div", { class: "chips" }, ...ticket.tags.map((tag) => h("span", { class: "chip" }, tag))),
      h(
        "button",
        { class: "button primary wide", "data-test-id": "update-properties", onclick: update },
        words.update,
      ),
    ),
  );
}

async function saveProperties(values) {
  const url =
    settings.closeStyle === "update_properties" ? `${ticketUrl()}/update_properties` : ticketUrl();
  const answer = await send("PUT", url, values);
  if (!answer.ok) return refused(answer);
  notify(words.saved);
  await reload();
}

async function runScenario(id) {
  const answer = await send("PUT", `${ticketUrl()}/execute_scenario`, { scenario_id: id });
  if (!answer.ok) return refused(answer);
  notify(words.saved);
  await reload();
}

async function merge() {
  const { id } = page.ticket;
  const primary = await askForTicket(words.merge);
  if (!primary) return;
  const answer = await send("PUT", "/api/_/tickets/merge", {
    primary_id: primary,
    ticket_ids: [id],
    note_in_primary: { body: `#${id}`, private: true },
    note_in_secondary: { body: `#${primary}`, private: true },
    convert_recepients_to_cc: false,
  });
  if (!answer.ok) return refused(answer);
  go(`/a/tickets/${primary}`);
}

/** The contact panel lives in an open shadow root, as on part of the accounts. */
const contactStyle = new CSSStyleSheet();
contactStyle.replaceSync(await (await fetch("/static/freshdesk/contact.css")).text());

function contact() {
  const { requester } = page.ticket;
  const host = h("fw-unified-mfe--contact-info");
  const root = host.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = [contactStyle];
  root.append(
    h("h2", {}, words.contact),
    h(
      "div",
      { class: "person" },
      h("span", { class: "avatar" }, initials(requester.name)),
      h(
        "div",
        {},
        h("a", { href: `/a/contacts/${requester.id}` }, requester.name),
        h("p", {}, requester.email),
      ),
    ),
  );
  return host;
}

// Behind the scenes

/** The page looks for changes by others, and refreshes its list (which holds closed tickets). */
async function lookAround() {
  if (page.ticket === null) return refreshList();
  const { id, updated_at } = page.ticket;
  const answer = await get(ticketUrl());
  get("/api/_/tickets?filter=all_tickets&include=requester&per_page=100&page=1");
  if (!answer?.ticket || page.ticket?.id !== id || page.changed || page.editor) return;
  if (answer.ticket.updated_at > updated_at) {
    page.changed = true;
    drawTicket();
  }
}

document.addEventListener("click", (event) => {
  const link = event
    .composedPath()
    .find((node) => node.localName === "a" && node.pathname?.startsWith("/a/"));
  if (!link || event.metaKey || event.ctrlKey) return;
  event.preventDefault();
  go(link.pathname);
});
addEventListener("popstate", route);

const bootstrap = await get("/api/_/bootstrap/me");
me = bootstrap.agent;
csrfToken = bootstrap.meta.csrf_token;
agents = (await get("/api/_/bootstrap/agents_groups")).data.agents;
await route();
if (listed.length === 0) await refreshList();
if (page.ticket) drawTicket();
// Whoever drives this page waits for it: the last drawing undoes choices made before.
app.dataset.started = "";
setInterval(lookAround, settings.refreshSeconds * 1000);
