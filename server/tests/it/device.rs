//! A device of a guest, in software: makes a passkey and shows it, as a telephone does (WebAuthn
//! level 3, ES256, no attestation).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair as _};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::house::ORIGIN;

/// Somebody is there, and unlocked the device.
const PRESENT_AND_KNOWN: u8 = 0x05;
/// A passkey comes with it.
const NEW: u8 = 0x40;

/// A device with one passkey.
pub struct Device {
    key: EcdsaKeyPair,
    id: Vec<u8>,
    /// Whose it is: what the site called its owner when the passkey was made.
    owner: String,
    count: u32,
}

impl Device {
    pub fn new() -> Self {
        let random = SystemRandom::new();
        let kind = &ECDSA_P256_SHA256_ASN1_SIGNING;
        let pkcs8 = EcdsaKeyPair::generate_pkcs8(kind, &random).unwrap();
        let key = EcdsaKeyPair::from_pkcs8(kind, pkcs8.as_ref(), &random).unwrap();
        let id = Sha256::digest(key.public_key()).to_vec();
        Self {
            key,
            id,
            owner: String::new(),
            count: 0,
        }
    }

    /// What it sends when it is asked to make its passkey.
    pub fn make(&mut self, asked: &str) -> String {
        let client = client("webauthn.create", asked);
        let asked: Value = serde_json::from_str(asked).unwrap();
        asked["publicKey"]["user"]["id"]
            .as_str()
            .unwrap()
            .clone_into(&mut self.owner);
        let mut data = self.data(PRESENT_AND_KNOWN | NEW);
        data.extend([0; 16]);
        data.extend(u16::try_from(self.id.len()).unwrap().to_be_bytes());
        data.extend(&self.id);
        data.extend(self.public());
        // {"fmt": "none", "attStmt": {}, "authData": bytes}
        let mut made = b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x58".to_vec();
        made.push(u8::try_from(data.len()).unwrap());
        made.extend(data);
        self.answer(&json!({"attestationObject": text(&made), "clientDataJSON": text(&client)}))
    }

    /// What it sends when it is asked to show its passkey.
    pub fn show(&mut self, asked: &str) -> String {
        let client = client("webauthn.get", asked);
        let data = self.data(PRESENT_AND_KNOWN);
        let signed = [data.as_slice(), &Sha256::digest(&client)].concat();
        let signature = self.key.sign(&SystemRandom::new(), &signed).unwrap();
        self.answer(&json!({
            "authenticatorData": text(&data),
            "clientDataJSON": text(&client),
            "signature": text(signature.as_ref()),
            "userHandle": self.owner,
        }))
    }

    /// The hash of the domain, what happened, and how often the passkey was used.
    fn data(&mut self, flags: u8) -> Vec<u8> {
        self.count += 1;
        let mut data = Sha256::digest("localhost").to_vec();
        data.push(flags);
        data.extend(self.count.to_be_bytes());
        data
    }

    /// The public half: {1: 2, 3: -7, -1: 1, -2: x, -3: y}.
    fn public(&self) -> Vec<u8> {
        // An uncompressed point: a byte that says so, then both coordinates.
        let (x, y) = self.key.public_key().as_ref()[1..].split_at(32);
        [
            b"\xa5\x01\x02\x03\x26\x20\x01\x21\x58\x20".as_slice(),
            x,
            b"\x22\x58\x20",
            y,
        ]
        .concat()
    }

    fn answer(&self, response: &Value) -> String {
        let id = text(&self.id);
        json!({"id": id, "rawId": id, "type": "public-key", "extensions": {}, "response": response})
            .to_string()
    }
}

/// What the browser adds: which question this answers, and for which site.
fn client(does: &str, asked: &str) -> Vec<u8> {
    let asked: Value = serde_json::from_str(asked).unwrap();
    let challenge = asked["publicKey"]["challenge"].as_str().unwrap();
    let client =
        json!({"type": does, "challenge": challenge, "origin": ORIGIN, "crossOrigin": false});
    client.to_string().into_bytes()
}

fn text(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}
