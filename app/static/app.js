// What the page does by itself: copy, save, zoom, close, move the focus, show that a search is under way.
// It only reads data-* attributes that the server wrote; it never makes HTML out of text.
(() => {
  "use strict";

  const STARTS = "#zoek, #citaat-zoek, #citaat-controleer, #kader-vraag-alle, #kader-vergelijk";
  const FIELDS = "#vraag, #citaat-thema, #kader-vraag, #kader-datum";
  const SPOTS = "#antwoord, #resultaten, #citaten-gevonden, #citaat-uitkomst, #kaders-tabel, #kaders-vergelijking";
  const WAITING = ".progress-text"; // Gradio writes this, out of sight, in a place that it waits for

  const say = (message, ms = 4000) => {
    const spot = document.getElementById("bw-melding");
    if (!spot) return;
    spot.textContent = message;
    spot.classList.remove("bw-told");
    spot.classList.add("bw-shown");
    clearTimeout(say.timer);
    say.timer = setTimeout(() => spot.classList.remove("bw-shown"), ms);
  };
  const words = (name) => document.getElementById("bw-melding")?.dataset[name] ?? "";

  const copy = async (text, done = "copied") => {
    try {
      await navigator.clipboard.writeText(text);
      say(words(done));
    } catch {
      say(words("failed"));
    }
  };

  // A file that the server makes: the button says where and of which places; its name comes with the file.
  const save = async (button) => {
    try {
      const headers = { "content-type": "application/json" };
      const reply = await fetch(button.dataset.export, { method: "POST", headers, body: button.dataset.body });
      if (!reply.ok) {
        const told = await reply.json().catch(() => null); // a proxy before the server may answer with a page of its own
        throw new Error(told?.error?.message ?? words("unsaved"));
      }
      const link = document.createElement("a");
      link.download = /filename="([\w.-]+)"/.exec(reply.headers.get("content-disposition"))?.[1] ?? "bronwijzer";
      link.href = URL.createObjectURL(await reply.blob());
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
      say(`${words("saved")} ${link.download}`);
    } catch (error) {
      say(error instanceof TypeError ? words("unsaved") : error.message);
    }
  };

  let opener = null;
  let finding = false; // who looks for words goes on typing where he was
  let percent = 100;
  const zoom = (step) => {
    percent = Math.min(300, Math.max(50, percent + step * 25));
    document.querySelector(".bw-pages")?.style.setProperty("--bw-zoom", percent / 100);
  };
  const close = () => {
    document.body.classList.remove("bw-reading");
    opener?.focus();
  };

  document.addEventListener("click", (event) => {
    const target = event.target.closest?.("button");
    if (!target) return;
    if (target.dataset.copy !== undefined) copy(target.dataset.copy);
    if (target.dataset.export !== undefined) save(target);
    if (target.dataset.zoom !== undefined) zoom(Number(target.dataset.zoom));
    if (target.dataset.close !== undefined) close();
    if (target.dataset.document !== undefined) {
      if (!target.classList.contains("bw-turn")) opener = target;
      finding = target.classList.contains("bw-find");
    }
    if (target.closest(STARTS)) busy(true);
  });
  document.addEventListener("bw-copy", (event) => copy(event.detail, "linked"));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !document.querySelector("dialog[open]") && document.querySelector(".bw-reading")) close();
    if (event.key === "Enter" && event.target.closest?.(FIELDS)) busy(true);
  });

  const busy = (on) => {
    document.body.classList.toggle("bw-busy", on);
    clearTimeout(busy.timer);
    if (on) busy.timer = setTimeout(() => busy(false), 60_000);
  };

  // Quotes that are in the basket say so on their button, wherever they are shown.
  const inBasket = () => {
    const kept = new Set([...document.querySelectorAll("[data-in-basket]")].map((item) => item.dataset.inBasket));
    for (const button of document.querySelectorAll("[data-act=add][data-added]")) {
      const held = kept.has(button.dataset.place);
      if (held === (button.getAttribute("aria-pressed") === "true")) continue;
      button.dataset.add ??= button.textContent;
      const [before, after] = held ? [button.dataset.add, button.dataset.added] : [button.dataset.added, button.dataset.add];
      button.setAttribute("aria-pressed", held);
      button.setAttribute("aria-label", button.getAttribute("aria-label").replace(before, () => after));
      button.textContent = held ? `✓ ${after}` : after;
    }
  };
  const opened = (reader) => {
    document.body.classList.add("bw-reading");
    zoom(0);
    const found = reader.querySelector(".bw-found")?.textContent;
    const again = finding && found ? reader.querySelector("[name=find]") : null;
    (again ?? reader.querySelector("h2"))?.focus({ preventScroll: true });
    const pages = reader.querySelector(".bw-pages");
    const picture = reader.querySelector(".bw-picture");
    const spot = () => {
      if (reader.dataset.markAt && picture) pages.scrollTop = picture.offsetHeight * reader.dataset.markAt - 120;
      else reader.querySelector(".bw-typeset mark")?.scrollIntoView({ block: "center" });
    };
    if (picture && !picture.complete) picture.addEventListener("load", spot, { once: true });
    spot();
  };

  // Buttons of the results, one after the other: each acts upon what the one before brought, however fast they are
  // pressed. What is pressed meanwhile goes along with the next.
  const looks = { waiting: [], of: null, since: 0, send: null };
  const results = (name) => document.querySelector(`#resultaten [data-${name}]`)?.dataset[name] ?? "";
  const look = () => {
    const under = looks.of !== null && looks.of === results("arrived") && performance.now() - looks.since < 10_000;
    if (!looks.waiting.length || under) return;
    Object.assign(looks, { of: results("arrived"), since: performance.now() });
    looks.send({ of: results("address"), looks: looks.waiting.splice(0) });
  };
  window.bwLook = (data, send) => {
    looks.waiting.push({ ...data });
    looks.send = send;
    look();
  };

  // What Gradio says by itself when the server is gone or too busy, or when it does not know this page any more, is in
  // English: it is hidden, and said in our words. A server that is gone it waits for, and then it loads the page anew.
  const process = async () => (await (await fetch("/gradio_api/app_id", { cache: "no-store" })).json()).app_id;
  const asked = process().catch(() => null); // of which process this page is
  const trouble = async () => {
    if ((await fetch("/theme.css", { cache: "no-store" })).status === 401) return "unknown";
    return (await process()) === (await asked) ? "lost" : "restarted";
  };
  const lost = new WeakSet();
  const hearing = async () => {
    const toast = [...document.querySelectorAll(".toast-body.error")].find((one) => !lost.has(one));
    if (!toast) return;
    lost.add(toast);
    busy(false);
    const gone = toast.textContent.includes("Connection to the server was lost");
    if (gone) document.dispatchEvent(new Event("bw-lost"));
    say(words(gone ? "lost" : await trouble().catch(() => "lost")), 20_000);
  };

  // Gradio builds and rebuilds the page, so the whole of it is watched for what the server sent.
  let shown; // Gradio changes what is there into what arrives, so that it is the stamp that tells one from another
  const looked = (changes) => {
    const waits = [...document.querySelectorAll(SPOTS)].some((spot) => spot.querySelector(WAITING));
    if (waits || changes.some((change) => change.target.closest?.(SPOTS))) busy(waits);
    inBasket();
    look();
    hearing();
    const arrived = document.querySelector("#lezer [data-arrived]")?.dataset.arrived;
    if (arrived && arrived !== shown) opened(document.querySelector("#lezer .bw-reader"));
    shown = arrived;
  };
  document.documentElement.lang = "nl";
  new MutationObserver(looked).observe(document.body, { childList: true, subtree: true, attributeFilter: ["data-arrived"] });
})();
