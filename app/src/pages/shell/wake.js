const idle = window.requestIdleCallback ?? ((wake) => setTimeout(wake, 1));
const islands = async (root, mod) => {
  const waiting = [];
  const walk = async (node) => {
    const tag = node.tagName?.toLowerCase();
    if (tag === "leptos-island" && !node.$$awake) {
      node.$$awake = true;
      waiting.at(-1)?.();
      await mod[node.dataset.component]?.(node);
    } else if (tag === "leptos-children") {
      waiting.push(node.$$on_hydrate);
    }
    for (const child of node.children) await walk(child);
    if (tag === "leptos-children") waiting.pop();
  };
  await walk(root);
  document.documentElement.dataset.hydrated = "";
};
idle(async () => {
  const mod = await import("/pkg/ketentafel.js");
  await mod.default({ module_or_path: "/pkg/ketentafel_bg.wasm" });
  mod.hydrate();
  window.__hydrateIsland = (node, name) => mod[name]?.(node);
  window.ketentafelWake = (root) => islands(root, mod);
  await islands(document.body, mod);
});
