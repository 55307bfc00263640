// What the tabs need of the page: files that are sent, and a focus that stays where somebody was working.
// Like app.js it only reads data-* attributes that the server wrote, and never makes HTML out of text.
(() => {
  "use strict";

  // --- Sending files to the library.
  const words = (drop, name, values) =>
    Object.entries(values).reduce((text, [key, value]) => text.replaceAll(`{${key}}`, () => value), drop.dataset[name]);

  const send = async (drop, file) => {
    const line = document.createElement("li");
    line.textContent = words(drop, "busy", { file: file.name });
    drop.querySelector(".bw-sent").append(line);
    const body = new FormData();
    body.append("file", file);
    const groups = document.getElementById("bw-groepen");
    if (groups) body.append("groups", groups.value);
    try {
      const reply = await fetch("/api/documents", { method: "POST", body });
      const answer = await reply.json();
      if (reply.ok) {
        const known = answer.documents[0].status === "unchanged";
        line.textContent = words(drop, known ? "known" : "done", { file: answer.documents[0].file });
      } else {
        line.textContent = words(drop, "wrong", { file: file.name, reason: answer.error.message });
      }
    } catch {
      line.textContent = words(drop, "wrong", { file: file.name, reason: drop.dataset.failed });
    }
  };

  const sendAll = async (drop, files) => {
    drop.querySelector(".bw-sent").replaceChildren();
    for (const file of files) await send(drop, file);
    drop.querySelector("[data-act=received]")?.click();
  };

  const dropOf = (event) => event.target.closest?.(".bw-drop");
  document.addEventListener("change", (event) => {
    if (event.target.id !== "bw-bestanden" || !event.target.files.length) return;
    sendAll(dropOf(event), [...event.target.files]).then(() => { event.target.value = ""; });
  });
  document.addEventListener("dragover", (event) => {
    const drop = dropOf(event);
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault(); // also beside the place itself: a file that misses it must not open in the browser
    event.dataTransfer.dropEffect = drop ? "copy" : "none";
    drop?.classList.add("bw-over");
  });
  document.addEventListener("dragleave", (event) => dropOf(event)?.classList.remove("bw-over"));
  document.addEventListener("drop", (event) => {
    const drop = dropOf(event);
    if (!event.dataTransfer?.files.length) return;
    event.preventDefault();
    drop?.classList.remove("bw-over");
    if (drop) sendAll(drop, [...event.dataTransfer.files]);
  });

  // --- A route that is being made, and what is filled in about a document, live in this page alone: the browser asks
  // before that is lost, also where the page loads itself anew.
  window.addEventListener("beforeunload", (event) => {
    if (document.getElementById("bw-route") || document.getElementById("gegevens")?.offsetParent) event.preventDefault();
  });

  // --- Focus: the server says where it goes (data-focus); else what was written anew keeps it.
  const plain = (element) => {
    const { focus, ...data } = element.dataset;
    return JSON.stringify(data);
  };
  let last = null;
  document.addEventListener("focusin", (event) => {
    last = event.target.matches?.("button[data-act], button[data-document]")
      ? { element: event.target, data: plain(event.target) }
      : null;
  });

  const given = new WeakMap(); // with the stamp of the part that asked for it: the same may ask again
  const stamp = (one) => one.closest(".html-container")?.querySelector("[data-arrived]")?.dataset.arrived ?? "";
  // What arrives goes before what was typed in a field: the server was told of that, and gives it back where it belongs.
  let filled = "";
  const fill = () => {
    const fields = [...document.querySelectorAll("#bw-route [data-value]")];
    if (!fields.length || stamp(fields[0]) === filled) return;
    filled = stamp(fields[0]);
    for (const field of fields) field.value = field.dataset.value;
  };
  const looked = () => {
    fill();
    const asking = [...document.querySelectorAll("[data-focus]")];
    const wanted = asking.find((one) => one.offsetParent && given.get(one) !== stamp(one));
    if (wanted) {
      given.set(wanted, stamp(wanted));
      wanted.focus();
    } else if (last && !last.element.isConnected && document.activeElement === document.body) {
      const same = [...document.querySelectorAll("button[data-act], button[data-document]")];
      same.find((button) => button.offsetParent && plain(button) === last.data)?.focus({ preventScroll: true });
      last = null;
    }
  };
  const look = { childList: true, subtree: true, attributeFilter: ["data-arrived", "data-focus"] };
  new MutationObserver(looked).observe(document.body, look);
})();
