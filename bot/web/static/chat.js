// Turns the page into a chat: asks without leaving it, and puts each answer below the last one.
"use strict";

const log = document.getElementById("log");
const question = document.getElementById("question");
const waiting = document.getElementById("waiting");
let busy = false;

document.addEventListener("submit", (event) => {
  if (!event.target.matches("form.ask")) return;
  event.preventDefault();
  const form = new URLSearchParams(new FormData(event.target));
  if (event.submitter && event.submitter.name) form.set(event.submitter.name, event.submitter.value);
  ask(form, event.target.contains(question));
});

async function ask(form, typed) {
  if (busy) return;
  busy = true;
  waiting.textContent = waiting.dataset.words;
  try {
    const response = await fetch("/ask", { method: "POST", body: form, signal: AbortSignal.timeout(30000) });
    if (!response.headers.has("X-Fragment")) throw new Error("not an answer");
    add(await response.text());
    if (typed && response.ok) question.value = "";
  } catch {
    add(document.getElementById("no-answer").innerHTML);
  } finally {
    waiting.textContent = "";
    busy = false;
  }
}

// The focus goes to the start of the answer: the next Tab is its first link, and a phone closes its keyboard.
function add(html) {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  const exchange = holder.content.querySelector(".exchange");
  const answer = exchange.querySelector(".reply");
  log.append(exchange);
  exchange.scrollIntoView({ block: "start" });
  answer.focus({ preventScroll: true });
}
