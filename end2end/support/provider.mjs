// The sign-in provider of an organisation: the certified `oidc-provider`, with its own pages for signing
// in (any password does). Used by the journeys, and by `make run-oidc`.
import { generateKeyPairSync } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Provider from "oidc-provider";

/**
 * Starts a provider for the site at `origin`. Writes into `folder` what the site has to know: its key,
 * and `providers.toml`. With a secret it knows the site by that, as one that is added on a page may.
 */
export async function startProvider(port, origin, folder, { key: KEY = "oeverstad", secret } = {}) {
  const issuer = `http://localhost:${port}`;
  const ours = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const theirs = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const jwk = (key, kid) => ({ ...key.export({ format: "jwk" }), kid, use: "sig", alg: "ES256" });
  mkdirSync(folder, { recursive: true });
  const keyFile = join(folder, "client-key.pem");
  writeFileSync(keyFile, ours.privateKey.export({ type: "pkcs8", format: "pem" }), { mode: 0o600 });
  const file = join(folder, "providers.toml");
  writeFileSync(
    file,
    `[[provider]]
key = "${KEY}"
name = "Gemeente Oeverstad"
issuer = "${issuer}"
client_id = "ketentafel"
client_key_file = "${keyFile}"
client_key_id = "ketentafel-1"
max_age_minutes = 480
`,
  );
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: "ketentafel",
        client_name: "Ketentafel",
        ...(secret === undefined
          ? { token_endpoint_auth_method: "private_key_jwt", jwks: { keys: [jwk(ours.publicKey, "ketentafel-1")] } }
          : { token_endpoint_auth_method: "client_secret_basic", client_secret: secret }),
        id_token_signed_response_alg: "ES256",
        redirect_uris: [`${origin}/aanmelden/${KEY}/terug`],
        post_logout_redirect_uris: [`${origin}/`],
        backchannel_logout_uri: `${origin}/aanmelden/${KEY}/beeindigd`,
        backchannel_logout_session_required: true,
        require_auth_time: true,
      },
    ],
    jwks: { keys: [jwk(theirs.privateKey, "oeverstad-1")] },
    clientAuthMethods: [secret === undefined ? "private_key_jwt" : "client_secret_basic"],
    enabledJWA: { clientAuthSigningAlgValues: ["ES256"], idTokenSigningAlgValues: ["ES256"] },
    cookies: { keys: ["een proef op deze computer"] },
    features: { backchannelLogout: { enabled: true }, rpInitiatedLogout: { enabled: true } },
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
    pkce: { required: () => true },
    // The site it tells about ended sessions stands on this machine, which it would not talk to.
    fetch: (url, { dispatcher: _, ...options }) => fetch(url, options),
  });
  provider.on("backchannel.error", (_context, error) => console.error("back-channel:", error.message, error.cause ?? ""));
  // Its own pages ask another continent for a letter type. Nothing here needs the outside.
  provider.use(async (context, next) => {
    await next();
    if (typeof context.body === "string") context.body = context.body.replace(/@import url\([^)]*\);/, "");
  });
  const server = await new Promise((started, failed) => {
    const listening = provider.listen(port, "127.0.0.1", () => started(listening));
    listening.once("error", failed);
  });
  return { issuer, file, close: () => server.closeAllConnections() ?? new Promise((done) => server.close(done)) };
}

// As a program of its own: PORT ORIGIN FOLDER.
if (import.meta.filename === process.argv[1]) {
  const [port, origin, folder] = process.argv.slice(2);
  const { issuer } = await startProvider(Number(port), origin, folder);
  console.log(`Sign-in provider: ${issuer} (sign in as regisseur, secretaris or politie; any password does)`);
}
