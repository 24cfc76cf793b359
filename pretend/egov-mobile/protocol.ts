/** API №1 as a phone reads it (docs/signature-facts.md 5.1, step 3). */
export interface Errand {
  readonly description: string
  readonly expiry_date: string
  readonly organisation: {
    readonly nameRu: string
    readonly nameKz: string
    readonly nameEn: string
    readonly bin: string
  }
  readonly document: { readonly uri: string; readonly auth_type: string; readonly auth_token: string }
}

export interface EgovMobileDocument {
  readonly id: number
  readonly nameRu: string
  readonly nameKz: string
  readonly nameEn: string
  readonly meta: readonly { readonly name: string; readonly value: string }[]
  readonly document: { readonly file: { readonly mime: string; readonly data: string } }
}

/** API №2: what is to be signed, and the same with signatures on its way back. */
export interface Documents {
  readonly status?: string
  readonly signMethod: string
  readonly version: number
  readonly documentsToSign: readonly EgovMobileDocument[]
}

/** The address of API №1 in the text of a QR; null for any other QR. */
export function readQr(text: string): URL | null {
  const address = /^mobileSign:(https?:\/\/\S+)$/.exec(text)?.[1]
  return address !== undefined && URL.canParse(address) ? new URL(address) : null
}
