// A browser that may keep nothing (cookies off) refuses even to say so: Gradio then never shows the page. What it would
// keep is held here instead, for as long as the page is open. Comes before every other script, see app/first_script.py.
(() => {
  "use strict";

  const memory = () => {
    const held = new Map();
    return {
      getItem: (name) => held.get(String(name)) ?? null,
      setItem: (name, value) => void held.set(String(name), String(value)),
      removeItem: (name) => void held.delete(String(name)),
      clear: () => held.clear(),
      key: (number) => [...held.keys()][number] ?? null,
      get length() {
        return held.size;
      },
    };
  };
  for (const name of ["localStorage", "sessionStorage"]) {
    try {
      window[name].getItem(name);
    } catch {
      Object.defineProperty(window, name, { value: memory(), configurable: true });
    }
  }
})();
