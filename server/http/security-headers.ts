/** No text becomes code, and there is no policy that would let it (Trusted Types). */
const noCodeFromText = ["require-trusted-types-for 'script'", "trusted-types 'none'"]

/** Of every page and script of the site (docs/decisions/0004): our code alone, nothing inline, no eval. */
export const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "font-src 'self'",
  "connect-src 'self'",
  "frame-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  ...noCodeFromText,
].join('; ')

/**
 * Of the key-file window: it can reach nothing and nobody (docs/decisions/0004). No browser knows `webrtc 'block'`, and
 * those that don't call it a fault; the window takes that way away from itself (web/signing/frame/close-ways-out.ts).
 */
export const signerPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "connect-src 'none'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'self'",
  ...noCodeFromText,
].join('; ')

/**
 * Of the one document that may reach the client's own NCALayer, and nothing else; pages do it through a frame of it
 * (docs/decisions/0013). `address`: `wss://127.0.0.1:<port>`.
 */
export const ncaLayerPolicy = (address: string): string =>
  [
    "default-src 'none'",
    `connect-src ${address}`,
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'self'",
  ].join('; ')

/**
 * Of the page that works from a file too: it carries a policy of its own, by which nothing comes in or goes out.
 */
export const alonePolicy = "frame-ancestors 'none'"

/** A download, or an image shown in a page: whatever it holds, it runs nothing. */
export const downloadPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'; sandbox"

/** A PDF of our own making that is shown in a tab; browsers' viewers do not work in a sandbox. */
export const documentPolicy = "script-src 'none'; base-uri 'none'; frame-ancestors 'self'"

/** Of everything else, JSON above all: nobody's page, and in nobody's page. */
export const answerPolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/**
 * What every answer carries. `secure`: the site is served over HTTPS. Of what a browser asks its owner about, access to
 * programs of this device (local-network-access, loopback-network) is left to our own pages, for NCALayer.
 */
export function commonHeaders(secure: boolean): Record<string, string> {
  return {
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=()',
    ...(secure ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {}),
  }
}

/** What an answer carries that has nothing of its own to say: it is shown and embedded nowhere. */
export const ownHeaders = {
  'content-security-policy': answerPolicy,
  'cross-origin-resource-policy': 'same-origin',
} as const

/** Both of them, where no page or file could say otherwise. */
export const answerHeaders = (secure: boolean): Record<string, string> => ({
  ...commonHeaders(secure),
  ...ownHeaders,
})
