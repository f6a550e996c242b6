/** A running sign-in provider, and the file that tells the site about it. */
export interface SignInProvider {
  issuer: string;
  file: string;
  close(): Promise<void>;
}

export function startProvider(port: number, origin: string, folder: string): Promise<SignInProvider>;
