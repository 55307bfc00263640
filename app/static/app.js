// What the page does by itself: copy, zoom, close, move the focus, show that a search is under way.
// It only reads data-* attributes that the server wrote; it never makes HTML out of text.
(() => {
  "use strict";

  const say = (message) => {
    const spot = document.getElementById("bw-melding");
    if (!spot) return;
    spot.textContent = message;
    spot.classList.add("bw-shown");
    clearTimeout(say.timer);
    say.timer = setTimeout(() => spot.classList.remove("bw-shown"), 4000);
  };
  const words = (name) => document.getElementById("bw-melding")?.dataset[name] ?? "";

  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      say(words("copied"));
    } catch {
      say(words("failed"));
    }
  };

  let opener = null;
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
    if (target.dataset.zoom !== undefined) zoom(Number(target.dataset.zoom));
    if (target.dataset.close !== undefined) close();
    if (target.dataset.document !== undefined && !target.classList.contains("bw-turn")) opener = target;
    if (target.closest("#zoek")) busy(true);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && document.querySelector(".bw-reading")) close();
    if (event.key === "Enter" && event.target.closest?.("#vraag")) busy(true);
  });

  const busy = (on) => document.body.classList.toggle("bw-busy", on);
  const opened = (reader) => {
    document.body.classList.add("bw-reading");
    zoom(0);
    reader.querySelector("h2")?.focus({ preventScroll: true });
    const pages = reader.querySelector(".bw-pages");
    const picture = reader.querySelector(".bw-picture");
    const spot = () => {
      if (reader.dataset.markAt && picture) pages.scrollTop = picture.offsetHeight * reader.dataset.markAt - 120;
      else reader.querySelector(".bw-typeset mark")?.scrollIntoView({ block: "center" });
    };
    if (picture && !picture.complete) picture.addEventListener("load", spot, { once: true });
    spot();
  };

  // Gradio builds and rebuilds the page, so the whole of it is watched for what the server sent.
  let shown = null;
  const looked = (changes) => {
    if (changes.some((change) => change.target.closest?.("#antwoord, #resultaten"))) busy(false);
    const reader = document.querySelector("#lezer .bw-reader");
    if (reader && reader !== shown) opened(reader);
    shown = reader;
  };
  document.documentElement.lang = "nl";
  new MutationObserver(looked).observe(document.body, { childList: true, subtree: true });
})();
