/** A running sign-in provider, and the file that tells the site about it. */
export interface SignInProvider {
  issuer: string;
  file: string;
  close(): Promise<void>;
}

/** What differs from the provider of the file. */
export interface Other {
  /** Its name in addresses. */
  key?: string;
  /** The secret it gives the site, instead of knowing the key of the site. */
  secret?: string;
}

export function startProvider(port: number, origin: string, folder: string, other?: Other): Promise<SignInProvider>;
