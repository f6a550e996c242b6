// A passkey: asks the device, and takes the answer to the server. Without a script, or
// on a device without passkeys, the page keeps saying what to do instead.
const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

const send = async (address, body) => {
  const answer = await fetch(address, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
};

const described = (list) => list?.map((one) => ({ ...one, id: bytes(one.id) }));

const enrol = async (asked) => {
  const publicKey = {
    ...asked.publicKey,
    challenge: bytes(asked.publicKey.challenge),
    user: { ...asked.publicKey.user, id: bytes(asked.publicKey.user.id) },
    excludeCredentials: described(asked.publicKey.excludeCredentials),
  };
  const made = await navigator.credentials.create({ publicKey });
  return {
    id: made.id,
    rawId: text(made.rawId),
    type: made.type,
    extensions: made.getClientExtensionResults(),
    response: {
      attestationObject: text(made.response.attestationObject),
      clientDataJSON: text(made.response.clientDataJSON),
    },
  };
};

const prove = async (asked) => {
  const publicKey = {
    ...asked.publicKey,
    challenge: bytes(asked.publicKey.challenge),
    allowCredentials: described(asked.publicKey.allowCredentials),
  };
  const shown = await navigator.credentials.get({ publicKey });
  const { response } = shown;
  return {
    id: shown.id,
    rawId: text(shown.rawId),
    type: shown.type,
    extensions: shown.getClientExtensionResults(),
    response: {
      authenticatorData: text(response.authenticatorData),
      clientDataJSON: text(response.clientDataJSON),
      signature: text(response.signature),
      userHandle: response.userHandle && text(response.userHandle),
    },
  };
};

for (const place of document.querySelectorAll("[data-passkey]")) {
  if (!window.PublicKeyCredential) break;
  const button = place.querySelector("button");
  const failed = place.querySelector("[role=alert]");
  for (const instead of place.querySelectorAll("[data-instead]")) instead.hidden = true;
  place.querySelector("[data-able]").hidden = false;
  button.addEventListener("click", async () => {
    failed.textContent = "";
    button.disabled = true;
    try {
      const asked = await send(`${place.dataset.passkey}/vraag`, { page: place.dataset.page });
      const answer = await (place.dataset.does === "enrol" ? enrol : prove)(asked);
      const { to } = await send(place.dataset.passkey, answer);
      location.replace(to);
    } catch {
      failed.textContent = failed.dataset.says;
      button.disabled = false;
    }
  });
  place.dataset.ready = "";
}

// The quick exit of pages that bring no islands: Shift three times within a second each.
let presses = 0;
let last = 0;
const bare = document.querySelector("link[rel=modulepreload]") === null;
addEventListener("keydown", (event) => {
  if (!bare) return;
  if (event.key !== "Shift") {
    presses = 0;
    return;
  }
  if (event.repeat) return;
  presses = event.timeStamp - last <= 1000 ? presses + 1 : 1;
  last = event.timeStamp;
  if (presses < 3) return;
  navigator.sendBeacon("/verlaten");
  location.replace("/weg");
});
