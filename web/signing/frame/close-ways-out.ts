/** By any of these bytes could go to whatever address by UDP; no `connect-src` is asked (W3C, CSP 3, 6.4.1). */
const waysOut = ['RTCPeerConnection', 'webkitRTCPeerConnection']

/**
 * Takes away what the window's policy can't: before anything else of it runs, and for good. A frame inside would have
 * them, but each is another origin's in a sandbox, so nothing of it can be used from here.
 */
export function closeWaysOut(scope: typeof globalThis): void {
  for (const name of waysOut) Reflect.defineProperty(scope, name, { value: undefined })
}
