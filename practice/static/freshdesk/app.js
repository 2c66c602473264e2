/**
 * The agent app of the Freshdesk stand-in: one page, routed through the History API.
 * It builds its whole view anew on every change, so no node lives longer than one save.
 */

import {
  askForTicket,
  doneWithMany,
  finished,
  get,
  html,
  initials,
  notify,
  rail,
  router,
  settings,
  ticks,
  when,
  words,
  xhr,
} from "../widgets.js";
import { statusSelect, ticketPage } from "./ticket.js";

const CLOSED = 5;

const app = document.getElementById("app");
const { agent: me, meta } = await get("/api/_/bootstrap/me");
const { agents } = (await get("/api/_/bootstrap/agents_groups")).data;
const page = {
  agents,
  filter: "unresolved",
  ticket: null,
  messages: [],
  all: false,
  editor: null,
  changed: false,
};
let listed = [];

// Requests

const send = (method, url, body) => xhr(method, url, body, { "X-CSRF-Token": meta.csrf_token });
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

function refused(answer) {
  const errors = answer.body?.errors?.map((error) => `${error.field}: ${error.message}`) ?? [];
  const reason = errors.join(" ") || (answer.body?.message ?? answer.status);
  notify(`${words.not_saved} ${reason}`, "error");
}

// Frame and routing

function draw(title, content) {
  document.title = title;
  const home = "/a/tickets/filters/unresolved";
  app.replaceChildren(rail("freshdesk", home, words.tickets, "✉", me.contact.name), content);
}

function route() {
  const ticket = location.pathname.match(/^\/a\/tickets\/(\d+)/);
  const filter = location.pathname.match(/^\/a\/tickets\/filters\/(\w+)/);
  if (ticket) return openTicket(Number(ticket[1]));
  page.filter = filter?.[1] ?? "unresolved";
  page.ticket = null;
  return refreshList();
}

const go = router("/a/", route);

// List

async function refreshList() {
  const body = await get(
    `/api/_/tickets?filter=${page.filter}&include=requester&per_page=100&page=1`,
  );
  if (!body?.tickets) return;
  listed = body.tickets;
  if (page.ticket === null) drawList();
}

function drawList() {
  const close = html`
    <button class="button primary" data-test-bulk="close" @click=${() => closeMany([...chosen])}>
      ${words.bulk_close}
    </button>`;
  const { bar, box, chosen } = ticks(app, close);
  const link = (filter) => html`
    <a class="filter" href="/a/tickets/filters/${filter}"
      aria-current=${filter === page.filter && "page"}>${words[`filter_${filter}`]}</a>`;
  const row = (ticket) => html`
    <tr>
      <td>${box(ticket.id)}</td>
      <td><span class="avatar">${initials(ticket.requester.name)}</span></td>
      <td class="grow">
        <a class="subject" href="/a/tickets/${ticket.id}">${ticket.subject}</a>
        <p class="faint">${ticket.requester.name} · #${ticket.id} · ${when(ticket.updated_at)}</p>
      </td>
      <td class="faint">${words[`priority_${ticket.priority}`]}</td>
      <td>
        ${statusSelect(ticket.status, "list-status", ({ target }) =>
          setInList(ticket, Number(target.value)),
        )}
      </td>
    </tr>`;
  draw(
    `${words[`filter_${page.filter}`] ?? words.tickets} : ${words.product}`,
    html`
      <header class="top">
        ${["unresolved", "all_tickets"].map(link)}
        <span class="space"></span>
        ${bar}
      </header>
      <main class="cards"><table class="list"><tbody>${listed.map(row)}</tbody></table></main>`,
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
  const ask = async () => (await get(`/api/_/jobs/${answer.body.job_id}`)).job;
  doneWithMany(app, (await finished(ask, ["COMPLETED"])).data);
  await refreshList();
}

// Ticket

const read = (id) =>
  Promise.all([
    get(`/api/_/tickets/${id}?include=requester,stats`),
    conversationsOf(id).catch(() => []),
  ]);

async function openTicket(id) {
  const [answer, messages] = await read(id);
  if (!answer?.ticket) return go("/a/tickets/filters/unresolved");
  const { ticket } = answer;
  Object.assign(page, { ticket, messages, all: false, editor: null, changed: false });
  drawTicket();
}

/** After a save the page is built again from what the server says now. */
async function reload(extra) {
  const { id } = page.ticket;
  const [{ ticket }, messages] = await read(id);
  if (page.ticket?.id !== id) return;
  if (extra && !messages.some((message) => message.id === extra.id)) messages.push(extra);
  Object.assign(page, { ticket, messages, changed: false });
  drawTicket();
}

function drawTicket() {
  const { ticket } = page;
  const index = listed.findIndex(({ id }) => id === ticket.id);
  const around = index < 0 ? {} : { previous: listed[index - 1], next: listed[index + 1] };
  draw(`[#${ticket.id}] ${ticket.subject} : Acme`, ticketPage(page, around, act));
  const thread = app.querySelector(".thread");
  thread.scrollTop = thread.scrollHeight;
}

function redraw(values) {
  Object.assign(page, values);
  drawTicket();
}

async function put(url, body) {
  const answer = await send("PUT", url, body);
  if (!answer.ok) return refused(answer);
  notify(words.saved);
  await reload();
}

const written = () => app.querySelector(".fr-element");

const act = {
  go,
  write(kind) {
    redraw({ editor: kind });
    written().focus();
  },
  discard: () => redraw({ editor: null }),
  showAll: (all) => redraw({ all }),
  refresh: () => reload(),
  save(values) {
    const update = settings.closeStyle === "update_properties";
    return put(update ? `${ticketUrl()}/update_properties` : ticketUrl(), values);
  },
  close: () => act.save({ status: CLOSED }),
  scenario: (id) => put(`${ticketUrl()}/execute_scenario`, { scenario_id: id }),
  draft() {
    if (!written()?.innerText.trim()) return;
    send("POST", `${ticketUrl()}/draft`, { body: written().innerHTML });
  },
  async say(status) {
    const field = written();
    if (!field.innerText.trim()) return;
    const note = page.editor === "note";
    const body = {
      body: `<div>${field.innerHTML}</div>`,
      ...(note
        ? { private: true, notify_emails: [] }
        : {
            to_emails: [page.ticket.requester.email],
            cc_emails: [],
            bcc_emails: [],
            reply_ticket_id: page.ticket.id,
          }),
      attachment_ids: [],
      inline_attachment_ids: [],
      cloud_files: [],
    };
    const together = settings.replyStyle === "with_status" && status !== null;
    const url = `${ticketUrl()}/${note ? "notes" : "reply"}`;
    const answer = await send("POST", url, together ? { ...body, status } : body);
    if (!answer.ok) return refused(answer);
    page.editor = null;
    if (status !== null && !together) {
      const second = await send("PUT", ticketUrl(), { status });
      if (!second.ok) refused(second);
    }
    notify(words.saved);
    await reload(answer.body.conversation);
  },
  async merge() {
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
  },
};

// Behind the scenes

/** The page looks for changes by others, and refreshes its list (which holds closed tickets). */
async function lookAround() {
  if (page.ticket === null) return refreshList();
  const { id, updated_at } = page.ticket;
  const answer = await get(ticketUrl());
  get("/api/_/tickets?filter=all_tickets&include=requester&per_page=100&page=1");
  if (!answer?.ticket || page.ticket?.id !== id || page.changed || page.editor) return;
  if (answer.ticket.updated_at > updated_at) redraw({ changed: true });
}

await route();
if (listed.length === 0) await refreshList();
if (page.ticket) drawTicket();
// Whoever drives this page waits for it: the last drawing undoes choices made before.
app.dataset.started = "";
setInterval(lookAround, settings.refreshSeconds * 1000);
