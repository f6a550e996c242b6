// A session ends after some silence. Shortly before, this asks the server how long it still lasts
// (another tab, or a meeting that is followed, may have kept it going) and shows what it says.
const WARNING = 120;
let timer;

function later(left) {
  clearTimeout(timer);
  timer = setTimeout(ask, Math.max(left - WARNING, 30) * 1000);
}

// The front door says what happened, and leads back to this page.
function out(answer) {
  // What was typed and not sent belongs to the session that ended (decision 0032).
  try {
    localStorage.clear();
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
  const told = { waarom: answer.headers.get("x-why") ?? "silent", next: location.pathname + location.search };
  location.replace(`/?${new URLSearchParams(told)}`);
}

async function ask() {
  const answer = await fetch("/sessie").catch(() => undefined);
  if (answer?.status === 401) return out(answer);
  const left = Number(answer?.headers.get("x-left") ?? 0);
  if (answer?.status !== 200) return later(left);
  warn(await answer.text(), left);
}

function warn(html, left) {
  document.getElementById("kt-stay")?.remove();
  document.body.insertAdjacentHTML("beforeend", html);
  const dialog = document.getElementById("kt-stay");
  const last = "last" in dialog.dataset;
  // Escape closes too, and says as well that somebody is there.
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (!last) stay();
  });
  dialog.showModal();
  clearTimeout(timer);
  timer = setTimeout(ask, (left + 1) * 1000);
}

async function stay() {
  const answer = await fetch("/sessie", { method: "POST" }).catch(() => undefined);
  if (answer?.status === 401) return out(answer);
  later(Number(answer?.headers.get("x-left") ?? 0));
}

const left = Number(document.body.dataset.left);
if (left) timer = setTimeout(ask, Math.max(left - WARNING, 1) * 1000);
