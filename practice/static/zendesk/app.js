/**
 * The agent app of the Zendesk stand-in: one page, routed through the History API.
 * Every open ticket keeps its pane in the document; the ones in the back are only invisible.
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

const STATUSES = ["open", "pending", "hold", "solved"];
const VISIBLE_MESSAGES = 12;
const SIDE_LOADS =
  "brands,permissions,users,groups,organizations,sharing_agreements,incident_counts,tde_workspace," +
  "slas,lookup_relationship_fields,custom_statuses,group_slas";

const csrf = { "X-CSRF-Token": document.querySelector('meta[name="csrf-token"]').content };
const tabs = new Map();
let activeTicket = null;
let activeView = settings.views[0].id;
let listed = [];
let requesters = new Map();
let me = null;

// Requests

const get = async (url) => (await xhr("GET", url)).body;
const send = (method, url, body) => xhr(method, url, body, csrf);

/** The chatter of the real page: GraphQL posts by fetch that mean nothing for a ticket. */
function chatter(...operations) {
  for (const operationName of operations) {
    const path = operationName.startsWith("lotus") ? "/api/lotus/graphql" : "/api/graphql";
    post(path, { operationName, variables: {}, query: `query ${operationName}` });
  }
}

const post = (path, body) =>
  fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...csrf },
    body: JSON.stringify(body),
  });

const askConversationLog = (id) =>
  post("/api/graphql", {
    operationName: "BFFConvoLogQuery",
    variables: { ticketId: String(id) },
    query: "query BFFConvoLogQuery($ticketId: ID!)",
  });

async function conversationsOf(id) {
  const path = `/api/lotus/tickets/${id}/conversations.json`;
  const inlined = document.querySelector(`script[data-preload-id="${path}"]`);
  if (inlined) {
    inlined.remove();
    return JSON.parse(inlined.textContent);
  }
  return get(`${path}?include=users&sort_order=desc`);
}

async function finished(job) {
  while (!["completed", "failed", "killed"].includes(job.status)) {
    await wait(0.3);
    job = (await get(`/api/v2/job_statuses/${job.id}`)).job_status;
  }
  return job;
}

// Frame

const tablist = h("div", { class: "tabs", role: "tablist", "data-test-id": "header-tablist" });
const panes = h("main", { id: "main_panes" });
const notices = h("div", { class: "notices", "data-test-id": "notifications" });

function frame() {
  const home = h(
    "a",
    {
      href: `/agent/filters/${activeView}`,
      class: "rail-link",
      title: words.views,
      "aria-label": words.views,
    },
    "☰",
  );
  document
    .getElementById("app")
    .append(
      h(
        "nav",
        { class: "rail", "aria-label": words.product },
        h("img", { src: "/static/zendesk/icon.svg", alt: "", width: 32, height: 32 }),
        home,
        h("span", { class: "avatar me", title: me.name }, initials(me.name)),
      ),
      h("header", { class: "top" }, tablist),
      panes,
      notices,
    );
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.('a[href^="/agent/"]');
    if (!link || event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    go(link.getAttribute("href"));
  });
  addEventListener("popstate", route);
  addEventListener("keydown", shortcut);
}

function go(path) {
  if (path !== location.pathname) history.pushState({}, "", path);
  route();
}

function route() {
  const ticket = location.pathname.match(/^\/agent\/tickets\/(\d+)/);
  const view = location.pathname.match(/^\/agent\/filters\/(\d+)/);
  if (ticket) return openTicket(Number(ticket[1]));
  if (view) activeView = Number(view[1]);
  return openView();
}

function show(pane) {
  for (const other of panes.children) {
    const active = other === pane;
    other.classList.toggle("is-cached", !active);
    if (other.dataset.ticketId) other.dataset.isActive = active;
  }
  for (const tab of tabs.values()) {
    if (tab.pane === pane) tab.element.setAttribute("aria-current", "page");
    else tab.element.removeAttribute("aria-current");
  }
}

function notify(text, kind = "info") {
  const alert = kind === "error";
  const notice = h(
    "div",
    {
      class: `notice ${kind}`,
      role: alert ? "alert" : "status",
      "data-test-id": `notification-${kind}`,
    },
    text,
  );
  notices.replaceChildren(notice);
  setTimeout(() => notice.remove(), alert ? 8000 : 2500);
}

// Views

const viewPane = h("section", { class: "workspace view" });

async function openView() {
  activeTicket = null;
  if (!viewPane.isConnected) panes.append(viewPane);
  show(viewPane);
  document.title = `${words.views} : ${words.product}`;
  await refreshView();
}

async function refreshView() {
  const body = await get(`/api/v2/views/${activeView}/tickets.json?per_page=100&include=users`);
  if (!body?.tickets) return;
  listed = body.tickets;
  requesters = new Map(body.users.map((user) => [user.id, user.name]));
  if (activeTicket === null) drawView();
}

function drawView() {
  const chosen = new Set(
    [...viewPane.querySelectorAll("tbody input:checked")].map((box) => Number(box.value)),
  );
  const bar = h("div", { class: "bulk", "data-test-id": "bulk-bar" });
  const drawBar = () => {
    bar.replaceChildren(
      h("span", {}, `${chosen.size} ${words.selected}`),
      h(
        "button",
        {
          class: "button primary",
          "data-test-id": "bulk-set-solved",
          onclick: () => solveMany([...chosen]),
        },
        words.set_solved,
      ),
    );
    bar.hidden = chosen.size === 0;
  };
  drawBar();
  const title = settings.views.find((view) => view.id === activeView)?.title ?? "unsolved";
  viewPane.replaceChildren(
    h(
      "aside",
      { class: "views" },
      h("h2", {}, words.views),
      ...settings.views.map((view) =>
        h(
          "a",
          { href: `/agent/filters/${view.id}`, "aria-current": view.id === activeView && "true" },
          words[`view_${view.title}`],
        ),
      ),
    ),
    h(
      "div",
      { class: "view-list" },
      h("div", { class: "view-head" }, h("h1", {}, words[`view_${title}`]), bar),
      h(
        "table",
        { class: "list", "data-test-id": "generic-table" },
        h(
          "thead",
          {},
          h(
            "tr",
            {},
            h("th"),
            ...["status", "id", "subject", "requester", "updated"].map((key) =>
              h("th", {}, words[key]),
            ),
          ),
        ),
        h("tbody", {}, ...listed.map((ticket) => row(ticket, chosen, drawBar))),
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
  return h(
    "tr",
    { "data-test-id": "generic-table-row" },
    h("td", {}, box),
    h("td", {}, badge(ticket, `status-badge-${ticket.status}`)),
    h("td", { class: "faint" }, `#${ticket.id}`),
    h("td", {}, h("a", { class: "subject", href: `/agent/tickets/${ticket.id}` }, ticket.subject)),
    h("td", { class: "faint" }, requesters.get(ticket.requester_id) ?? ""),
    h("td", { class: "faint" }, when(ticket.updated_at)),
  );
}

async function solveMany(ids) {
  const body = { ticket: changedStatus("solved") };
  const answer = await send("PUT", `/api/v2/tickets/update_many?ids=${ids.join(",")}`, body);
  if (!answer.ok) return refused(answer);
  const job = await finished(answer.body.job_status);
  const failed = job.results.filter((result) => !result.success).length;
  untick(viewPane);
  notify(failed ? `${words.not_saved} (${failed})` : words.saved, failed ? "error" : "info");
  await refreshView();
}

// Tickets

async function openTicket(id) {
  activeTicket = id;
  let tab = tabs.get(id);
  if (!tab) {
    tab = { id, ticket: null, users: [], messages: [], channel: "email", wanted: null, all: false };
    tab.pane = h("div", {
      class: "workspace ticket",
      "data-ticket-id": id,
      "data-test-id": `ticket-${id}`,
      "data-side-conversations-anchor-id": id,
    });
    tab.element = headerTab(tab);
    tabs.set(id, tab);
    tablist.append(tab.element);
    panes.append(tab.pane);
    tab.pane.append(h("p", { class: "loading" }, words.loading));
    show(tab.pane);
    await load(tab);
  } else {
    show(tab.pane);
  }
  if (activeTicket === id) document.title = `${tab.ticket?.subject ?? id} : ${words.product}`;
}

async function load(tab) {
  chatter("ticketPresence", "lotusAgentStatus", "macrosForTicket");
  fetch(`/api/v2beta/tickets/${tab.id}/related`);
  const [answer, conversation] = await Promise.all([
    get(`/api/v2/tickets/${tab.id}?remove_duplicate_fields=true&include=${SIDE_LOADS}`),
    conversationsOf(tab.id),
    askConversationLog(tab.id),
  ]);
  if (!answer?.ticket) return closeTab(tab);
  tab.ticket = answer.ticket;
  tab.users = answer.users;
  tab.messages = conversation.conversations.toReversed();
  drawTicket(tab);
}

async function reloadConversation(tab) {
  askConversationLog(tab.id);
  const conversation = await conversationsOf(tab.id);
  tab.messages = conversation.conversations.toReversed();
  drawLog(tab);
}

function headerTab(tab) {
  return h(
    "div",
    {
      class: "tab",
      role: "tab",
      tabindex: "0",
      "data-test-id": "header-tab",
      "data-entity-id": tab.id,
      onclick: () => go(`/agent/tickets/${tab.id}`),
    },
    h("span", { class: "tab-title" }, `#${tab.id}`),
    h(
      "button",
      {
        class: "tab-close",
        "data-test-id": "close-button",
        "aria-label": words.close_tab,
        onclick: (event) => {
          event.stopPropagation();
          closeTab(tab);
        },
      },
      "×",
    ),
  );
}

function closeTab(tab) {
  tab.pane.remove();
  tab.element.remove();
  tabs.delete(tab.id);
  if (activeTicket !== tab.id) return;
  const rest = [...tabs.keys()].at(-1);
  go(rest ? `/agent/tickets/${rest}` : `/agent/filters/${activeView}`);
}

const part = (tab, testId) => tab.pane.querySelector(`[data-test-id="${testId}"]`);
const person = (tab, id) => tab.users.find((user) => user.id === id);

function statusName(ticket) {
  const custom = settings.customStatuses.find((status) => status.id === ticket.custom_status_id);
  return custom && !custom.default ? custom.agent_label : words[`status_${ticket.status}`];
}

function badge(ticket, testId) {
  return h(
    "span",
    { class: `badge s-${ticket.status}`, "data-test-id": testId },
    statusName(ticket),
  );
}

function drawTicket(tab) {
  const { ticket } = tab;
  const customer = person(tab, ticket.requester_id);
  const title = tab.element.querySelector(".tab-title");
  title.replaceChildren(h("b", {}, ticket.subject), h("small", {}, `#${ticket.id}`));
  tab.pane.replaceChildren(
    fields(tab),
    h(
      "section",
      { class: "conversation" },
      h(
        "div",
        { class: "conversation-head" },
        h("input", {
          class: "subject",
          "data-test-id": "omni-header-subject",
          value: ticket.subject,
          "aria-label": words.subject,
        }),
        h(
          "span",
          { "data-test-id": "ticket-fields-status-view" },
          badge(ticket, "ticket-status-badge"),
        ),
      ),
      h("div", { class: "log", "data-test-id": "omni-log-container", tabindex: "0" }),
      composer(tab),
    ),
    h(
      "aside",
      { class: "context", "data-test-id": "context-panel" },
      h("h2", {}, words.about_customer),
      h(
        "div",
        { class: "customer" },
        h("span", { class: "avatar" }, initials(customer.name)),
        h(
          "div",
          {},
          h(
            "a",
            { href: `/agent/users/${customer.id}`, "data-test-id": "requester-name" },
            customer.name,
          ),
          h("p", {}, customer.email),
        ),
      ),
    ),
    footer(tab),
  );
  drawLog(tab);
}

function fields(tab) {
  const { ticket } = tab;
  const resolution = ticket.custom_fields.find((field) => field.id === settings.resolutionFieldId);
  const options = ["", "refunded", "explained", "fixed"].map((value) =>
    h(
      "option",
      { value, selected: value === (resolution?.value ?? "") },
      value ? words[`resolution_${value}`] : "-",
    ),
  );
  const read = (label, value) => h("div", { class: "field" }, label, h("output", {}, value));
  return h(
    "aside",
    { class: "fields", "data-test-id": "ticket-fields" },
    read(words.requester, person(tab, ticket.requester_id).name),
    read(words.assignee, person(tab, ticket.assignee_id)?.name ?? "-"),
    read(words.priority, ticket.priority),
    h(
      "label",
      { class: "field" },
      words.resolution,
      h("select", { "data-test-id": "ticket-fields-resolution" }, ...options),
    ),
    h(
      "div",
      { class: "field" },
      words.tags,
      h(
        "div",
        { class: "chips", "data-test-id": "ticket-tags" },
        ...ticket.tags.map((tag) => h("span", { class: "chip" }, tag)),
      ),
    ),
  );
}

function drawLog(tab) {
  const log = part(tab, "omni-log-container");
  if (!log) return;
  const hidden = tab.all ? 0 : Math.max(0, tab.messages.length - VISIBLE_MESSAGES);
  const more = h(
    "button",
    {
      class: "button quiet show-more",
      "data-test-id": "convolog-show-more-button",
      onclick: () => {
        tab.all = true;
        drawLog(tab);
      },
    },
    `${words.show_more} (${hidden})`,
  );
  log.replaceChildren(
    ...(hidden > 0 ? [more] : []),
    ...tab.messages.slice(hidden).map((message) => logItem(tab, message)),
  );
  log.scrollTop = log.scrollHeight;
}

function logItem(tab, message) {
  const author = person(tab, message.author_id);
  const customer = author?.role === "end-user";
  const type = !message.public ? "internal" : customer ? "end-user" : "agent";
  const body = h("div", {
    class: "message-content",
    "data-test-id": "omni-log-message-content",
    "data-originated-from": customer ? "EmailInteraction" : "WebInteraction",
  });
  body.innerHTML = message.html_body;
  return h(
    "article",
    { class: `message ${type}`, "data-test-id": "omni-log-comment-item" },
    h(
      "span",
      { class: "avatar", "data-test-id": "omni-log-avatar" },
      initials(author?.name ?? "?"),
      !customer &&
        h("i", { class: "agent-badge", "data-test-id": "omni-log-avatar-badge-AgentBadge" }),
    ),
    h(
      "div",
      { class: "bubble", "data-test-id": "omni-log-item-message", type },
      h(
        "header",
        {},
        h(
          "span",
          { "data-test-id": "omni-log-item-sender" },
          h(
            "a",
            {
              href: `/agent/users/${message.author_id}`,
              "data-test-id": "omni-log-comment-user-link",
            },
            author?.name ?? "System",
          ),
        ),
        !message.public &&
          h(
            "span",
            { class: "note-tag", "data-test-id": "omni-log-internal-note-tag" },
            words.internal,
          ),
        h(
          "time",
          { "data-test-id": "timestamp-relative", datetime: message.created_at },
          when(message.created_at),
        ),
      ),
      body,
    ),
  );
}

function composer(tab) {
  const channels = { email: words.public_reply, internal: words.internal_note };
  const name = h("span", {}, channels[tab.channel]);
  const button = h(
    "button",
    {
      class: "button quiet",
      "data-test-id": "omnichannel-channel-switcher-button",
      "data-channel": tab.channel,
    },
    name,
    "▾",
  );
  const box = h("div", { class: `composer ${tab.channel}`, "data-test-id": "omnicomposer" });
  const choose = (channel) => {
    tab.channel = channel;
    button.dataset.channel = channel;
    name.textContent = channels[channel];
    box.className = `composer ${channel}`;
  };
  const items = Object.entries(channels).map(([channel, label]) => ({
    label,
    attributes: {
      "data-test-id": `omnichannel-channel-switcher-menu-item-${channel}`,
      "data-channel": channel,
    },
    act: () => choose(channel),
  }));
  box.append(
    menu(button, items, "up left"),
    h("div", {
      class: "editor ck-editor__editable",
      contenteditable: "true",
      role: "textbox",
      "aria-multiline": "true",
      "aria-label": words.write_here,
      "data-placeholder": words.write_here,
      "data-test-id": "omnicomposer-rich-text-ckeditor",
    }),
  );
  return box;
}

function footer(tab) {
  const macro = h(
    "button",
    { class: "button quiet", "data-test-id": "ticket-footer-macro-menu-button" },
    words.macro,
    " ▾",
  );
  const after = h("button", {
    class: "button quiet",
    "data-test-id": "ticket-footer-post-save-actions-menu-button",
  });
  const drawAfter = () => {
    after.textContent = `${words[settings.afterSubmit]} ▾`;
  };
  drawAfter();
  return h(
    "footer",
    { class: "bar" },
    menu(
      macro,
      [
        {
          label: words.macro_done,
          attributes: { "data-test-id": "macro-1" },
          act: () => applyMacro(tab),
        },
      ],
      "up left",
    ),
    h(
      "button",
      { class: "button quiet", "data-test-id": "ticket-merge", onclick: () => merge(tab) },
      words.merge,
    ),
    h("span", { class: "space" }),
    menu(
      after,
      ["stay", "next", "close"].map((choice) => ({
        label: words[choice],
        attributes: { "data-test-id": `post-save-${choice}` },
        act: () => {
          settings.afterSubmit = choice;
          drawAfter();
        },
      })),
    ),
    submitButton(tab),
  );
}

function submitButton(tab) {
  const name = h("b", { "data-test-id": "submit-status" });
  const main = h(
    "button",
    {
      class: "button primary",
      "data-test-id": "submit_button-button",
      onclick: () => submit(tab, tab.wanted ?? chosenStatus(tab)),
    },
    `${words.submit_as} `,
    name,
  );
  const arrow = h(
    "button",
    {
      class: "button primary icon",
      "data-test-id": "submit_button-menu-button",
      "aria-label": words.submit_as,
    },
    "▾",
  );
  tab.drawSubmit = () => {
    const shown = tab.wanted ?? chosenStatus(tab);
    name.textContent = words[`status_${shown}`];
  };
  tab.drawSubmit();
  const custom = settings.customStatuses.filter((status) => !status.default);
  const items = [
    ...STATUSES.map((status) => ({
      label: [
        h("i", { class: `dot s-${status}` }),
        `${words.submit_as} `,
        h("b", {}, words[`status_${status}`]),
      ],
      attributes: {
        "data-test-id": `submit_button-menu-${status}`,
        "data-action-id": status,
        "data-tracking-id": `submit_button-menu-${status}`,
      },
      act: () => submit(tab, status),
    })),
    ...custom.map((status) => ({
      label: [
        h("i", { class: `dot s-${status.status_category}` }),
        `${words.submit_as} `,
        h("b", {}, status.agent_label),
      ],
      attributes: {
        "data-test-id": `submit_button-menu-${status.id}`,
        "data-action-id": status.id,
      },
      act: () => submit(tab, status.status_category, status.id),
    })),
  ];
  const anchor = menu(arrow, items);
  anchor.classList.add("split-arrow");
  return h("div", { class: "split submit" }, main, anchor);
}

const chosenStatus = (tab) => (tab.ticket.status === "new" ? "open" : tab.ticket.status);

// Saving

function changedStatus(status, customStatusId) {
  if (settings.customStatuses.length === 0) return { status };
  const own = settings.customStatuses.find((s) => s.status_category === status && s.default);
  return { custom_status_id: customStatusId ?? own.id };
}

async function submit(tab, status, customStatusId) {
  const editor = part(tab, "omnicomposer-rich-text-ckeditor");
  const written = editor.innerText.trim() ? editor.innerHTML : "";
  const comment = written && { html_body: written, public: tab.channel !== "internal" };
  const resolution = part(tab, "ticket-fields-resolution").value;
  tab.pane.classList.add("ticket-working-spinner");
  leave(tab);
  const answer = settings.graphql
    ? await saveByGraphql(tab, status, customStatusId, comment, resolution)
    : await send("PUT", `/api/v2/tickets/${tab.id}`, {
        ticket: {
          ...changedStatus(status, customStatusId),
          ...(comment && { comment }),
          custom_fields: [{ id: settings.resolutionFieldId, value: resolution || null }],
          safe_update: true,
          updated_stamp: tab.ticket.updated_at,
        },
      });
  tab.pane.classList.remove("ticket-working-spinner");
  chatter("lotusTicketUpdated", "ticketPresence");
  if (!answer.ok) {
    comeBack(tab);
    return refused(answer);
  }
  tab.wanted = null;
  editor.replaceChildren();
  notify(`${words.saved} #${tab.id}`);
  if (!tab.pane.isConnected) {
    askConversationLog(tab.id);
    return;
  }
  tab.ticket = answer.body.ticket;
  drawTicket(tab);
  await reloadConversation(tab);
}

async function saveByGraphql(tab, status, customStatusId, comment, resolution) {
  const { custom_status_id, ...plain } = changedStatus(status, customStatusId);
  const answer = await post("/api/graphql", {
    operationName: "updateTicket",
    variables: {
      id: String(tab.id),
      input: {
        ...(custom_status_id
          ? { customStatusId: custom_status_id }
          : { status: plain.status.toUpperCase() }),
        ...(comment && { comment: { htmlBody: comment.html_body, public: comment.public } }),
        resolution: resolution || null,
      },
    },
    query: "mutation updateTicket($id: ID!, $input: TicketInput!)",
  });
  const body = await answer.json().catch(() => null);
  const errors = body?.errors;
  if (!answer.ok || errors) {
    return { ok: false, status: answer.status, body: { description: errors?.[0]?.message } };
  }
  return {
    ok: true,
    status: 200,
    body: await get(`/api/v2/tickets/${tab.id}?include=${SIDE_LOADS}`),
  };
}

/** What the agent has chosen to happen after a submit happens at once, before the reply. */
function leave(tab) {
  if (settings.afterSubmit === "stay") return;
  const next = listed.find(
    (ticket) => ticket.id > tab.id && !["solved", "closed"].includes(ticket.status),
  );
  tab.pane.remove();
  tab.element.remove();
  tabs.delete(tab.id);
  if (settings.afterSubmit === "next" && next) go(`/agent/tickets/${next.id}`);
  else go(`/agent/filters/${activeView}`);
}

function comeBack(tab) {
  if (!tab.pane.isConnected) {
    tabs.set(tab.id, tab);
    tablist.append(tab.element);
    panes.append(tab.pane);
  }
  go(`/agent/tickets/${tab.id}`);
  show(tab.pane);
}

function refused(answer) {
  const details = Object.values(answer.body?.details ?? {}).flat();
  const reason =
    answer.status === 409
      ? words.conflict
      : (details[0]?.description ?? answer.body?.description ?? answer.status);
  notify(`${words.not_saved} ${reason}`, "error");
}

async function applyMacro(tab) {
  const { result } = await get(`/api/v2/tickets/${tab.id}/macros/1/apply`);
  part(tab, "omnicomposer-rich-text-ckeditor").textContent = result.ticket.comment.body;
  tab.wanted = result.ticket.status;
  tab.drawSubmit();
}

async function merge(tab) {
  const target = await askForTicket(words.merge);
  if (!target) return;
  const answer = await send("POST", `/api/v2/tickets/${target}/merge`, {
    ids: [tab.id],
    target_comment: `#${tab.id}`,
    source_comment: `#${target}`,
    target_comment_is_public: false,
    source_comment_is_public: false,
  });
  if (!answer.ok) return refused(answer);
  await finished(answer.body.job_status);
  closeTab(tab);
  go(`/agent/tickets/${target}`);
}

function shortcut(event) {
  if (!event.ctrlKey || !event.altKey) return;
  const tab = tabs.get(activeTicket);
  if (!tab?.ticket) return;
  if (event.code === "KeyS") submit(tab, "solved");
  if (event.code === "KeyU") submit(tab, chosenStatus(tab));
}

/** Behind the scenes the page keeps asking for its lists; solved tickets come along with them. */
function backgroundWork() {
  setInterval(() => {
    get(`/api/v2/views/count_many.json?ids=${settings.views.map((view) => view.id).join(",")}`);
    get(`/api/v2/views/${settings.views[1].id}/tickets.json?per_page=100`);
    chatter("lotusViewCounts");
    if (activeTicket === null) refreshView();
  }, settings.refreshSeconds * 1000);
  fetch("/api/subscriptions/connections/01JPRACTICE0000000000000000");
}

me = (await get("/api/v2/users/me.json")).user;
frame();
await route();
if (listed.length === 0) refreshView();
backgroundWork();
