/* The rehearsal's part of the page: ways between channels, the group's clock, one's own time zone.

   simcord's own script asks for the group's state twice a second. Here that answer is read on its
   way: `rehearsal` is taken out of it and drawn, and simcord's script gets the rest. Ways are taken
   with simcord's "jump to a message" form, so that its script stays the only one that acts. */

const byId = (id) => document.getElementById(id);
const fetchPlainly = window.fetch.bind(window);
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const seen = new Map(); // what each person has seen of each room: its newest message's id
const LINK = /^https:\/\/discord\.com\/channels\/\d+\/(\d+)(?:\/(\d+))?$/;
const RELATIVE = /^(in |now$|today$|tomorrow$|yesterday$|(next|last|this) )|ago$/;
const UNITS = [["week", 604800], ["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]];
let clock = null; // the group's time, and when it was read here
let words = {};
let lastReceipt = null;
let asked = null; // the field of the open command whose choices were asked for
let generation = null; // counts how often this tab went elsewhere or became somebody else

window.fetch = async (address, options) => {
  const answer = await fetchPlainly(address, options).catch((error) => {
    if (error.name !== "AbortError") say(words.over);
    throw error;
  });
  if (!answer.ok || !["/api/state", "/api/pages"].includes(String(address))) {
    if (answer.status === 401 || answer.status === 410) say(words.reload);
    return answer;
  }
  if (byId("notice").textContent === words.over) say(""); // it was away for a moment only
  const { rehearsal, ...snapshot } = await answer.json();
  snapshot.profile.timezone = zone;
  draw(rehearsal, snapshot);
  return new Response(JSON.stringify(snapshot), { status: answer.status });
};

function draw(rehearsal, snapshot) {
  words = rehearsal.words;
  clock = { now: Date.parse(rehearsal.now), read: performance.now() };
  drawRooms(rehearsal.rooms, snapshot.viewerId);
  drawWayBack(rehearsal.rooms.find((room) => room.here)?.hangsOn);
  drawClock(rehearsal.spans);
  if (!document.querySelector(".command-row")) asked = null;
  tellTrouble(snapshot.lastAction);
  if (snapshot.context.generation !== generation) showWhenDrawn(snapshot.targetId);
  generation = snapshot.context.generation;
}

function element(tag, className, text) {
  return Object.assign(document.createElement(tag), { className, textContent: text ?? "" });
}

function drawRooms(rooms, viewer) {
  const first = ![...seen.keys()].some((key) => key.startsWith(`${viewer}:`));
  for (const room of rooms) {
    const key = `${viewer}:${room.id}`;
    if (room.here || first) seen.set(key, room.newest);
    room.fresh = room.newest !== "0" && seen.get(key) !== room.newest;
  }
  const drawn = JSON.stringify(rooms.map(({ newest, ...room }) => room));
  const list = byId("rooms");
  if (list.dataset.drawn === drawn) return; // redrawing would take the focus away
  const focused = document.activeElement?.dataset?.room;
  list.dataset.drawn = drawn;
  list.replaceChildren(element("h2", "", words.rooms), ...rooms.map(roomButton));
  byId("messages-toggle").lastChild.textContent = words.rooms;
  if (focused) list.querySelector(`[data-room="${focused}"]`)?.focus();
}

function roomButton(room) {
  const button = element("button", `room room-${room.kind}`);
  const name = element("bdi", "", room.name); // a name may be written from right to left
  button.type = "button";
  button.dataset.room = room.id;
  button.append(element("span", "room-mark", { channel: "#", thread: "↳", letters: "@" }[room.kind]), name);
  if (room.here) button.setAttribute("aria-current", "page");
  if (room.fresh) {
    button.classList.add("is-fresh");
    button.append(element("span", "visually-hidden", `, ${words.fresh}`));
  }
  button.addEventListener("click", () => {
    go(`room:${room.id}`);
    if (!byId("drawer-scrim").hidden) byId("drawer-scrim").click(); // a small window's drawer
  });
  return button;
}

function drawWayBack(hangsOn) {
  const back = byId("way-back");
  back.hidden = !hangsOn;
  if (!hangsOn) return;
  back.textContent = words.hangsOn.replace("{name}", hangsOn.name);
  back.dataset.way = hangsOn.way;
}

function drawClock(spans) {
  const time = new Intl.DateTimeFormat("en-US", {
    weekday: "long", month: "long", day: "numeric", hour: "numeric", minute: "2-digit",
  });
  byId("clock-face").textContent = words.clock.replace("{time}", time.format(clock.now));
  const choice = byId("clock-pass");
  if (choice.options.length) return;
  byId("clock-label").textContent = words.pass;
  byId("credit").textContent = words.credit;
  choice.add(new Option(words.notYet, ""));
  for (const [name, seconds] of Object.entries(spans)) choice.add(new Option(name, seconds));
}

function tellTrouble(receipt) {
  if (!receipt || receipt.requestId === lastReceipt) return;
  lastReceipt = receipt.requestId;
  const failed = receipt.rejected || ["failed", "timeout", "cancelled"].includes(receipt.settlement);
  if (failed) say(receipt.uncertain ? words.unsure : words.trouble);
  else say("");
  const reply = (receipt.outcomes || []).findLast((outcome) => outcome.messageId);
  if (reply && !failed) showWhenDrawn(reply.messageId);
}

function say(sentence) {
  byId("notice").textContent = sentence || "";
  byId("notice").hidden = !sentence;
}

// A message that an action led to comes into view. At the end of a room the view stays at the end.
function showWhenDrawn(id, until = performance.now() + 3000) {
  const message = document.querySelector(`.channel-message[data-message-id="${id}"]`);
  if (!message || byId("preview-app").getAttribute("aria-busy") !== "false") {
    if (performance.now() < until) requestAnimationFrame(() => showWhenDrawn(id, until));
    return;
  }
  const timeline = byId("channel-timeline");
  const last = !message.nextElementSibling && message.offsetHeight < timeline.clientHeight;
  if (last) timeline.scrollTop = timeline.scrollHeight;
  else message.scrollIntoView({ block: "nearest" });
}

function go(way) {
  byId("message-exact-id").value = way;
  byId("message-exact-form").requestSubmit();
}

// Relative times ("in 5 minutes") go on while a card stays as it is.
function keepTimesTrue() {
  if (!clock) return;
  const now = clock.now + performance.now() - clock.read;
  const format = new Intl.RelativeTimeFormat("en-US", { numeric: "auto" });
  for (const time of document.querySelectorAll("time.discord-timestamp")) {
    if (!RELATIVE.test(time.textContent)) continue;
    const away = (Date.parse(time.dateTime) - now) / 1000;
    const [unit, size] = UNITS.find(([, seconds]) => Math.abs(away) >= seconds) ?? UNITS.at(-1);
    const text = format.format(Math.round(away / size), unit);
    if (time.textContent !== text) time.textContent = text;
  }
}

// Links to channels and messages, and a card's line about its thread, stay on this page.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href]")?.href.match(LINK);
  const thread = event.target.closest?.(".thread-summary")?.closest("[data-message-id]");
  if (!link && !thread) return;
  event.preventDefault();
  event.stopPropagation();
  if (link) go(`room:${link[1]}${link[2] ? `/${link[2]}` : ""}`);
  else go(`room:${thread.dataset.messageId}`); // a thread has the id of the message that it hangs on
}, true);

// A field offers its choices when it opens, as on Discord, and not only once something is typed.
document.addEventListener("focusin", (event) => {
  const field = event.target.closest?.('.command-option-input[role="combobox"]');
  if (!field || field.value || asked === field.dataset.controlKey) return;
  asked = field.dataset.controlKey;
  setTimeout(() => {
    if (!field.isConnected || field.value || !document.querySelector(".command-empty")) return;
    field.dispatchEvent(new Event("input"));
  });
});

function build() {
  const nav = Object.assign(element("nav"), { id: "rooms" });
  const label = Object.assign(element("label", "toolbar-field"), { id: "clock-label" });
  const pass = Object.assign(element("select"), { id: "clock-pass" });
  pass.setAttribute("aria-labelledby", "clock-label");
  pass.addEventListener("change", () => {
    if (pass.value) go(`pass:${pass.value}`);
    pass.value = "";
  });
  const foot = element("footer", "clock");
  foot.append(Object.assign(element("p"), { id: "clock-face" }), label, pass,
    Object.assign(element("p"), { id: "credit" }));
  byId("messages-sidebar").prepend(nav, foot);
  const back = Object.assign(element("button"), { id: "way-back", type: "button", hidden: true });
  back.addEventListener("click", () => go(back.dataset.way));
  document.querySelector(".channel-header").append(back);
  const notice = Object.assign(element("p", "notice"), { id: "notice", hidden: true, role: "status" });
  byId("toolbar").append(notice);
}

build();
setInterval(keepTimesTrue, 1000);
