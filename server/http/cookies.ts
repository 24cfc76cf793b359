/** The cookie of a session, everybody's. */
export const sessionCookie = 'otinish_session'
/** Knows a browser in which somebody signed in before; outlives the session. */
export const deviceCookie = 'otinish_device'
/** Binds a text to be signed to the browser that asked for it. */
export const challengeCookie = 'otinish_sign_in'

/** Are cookies Secure here? Everywhere but on a demo's loopback, which has no HTTPS. */
export const isSecure = (site: {
  readonly demo: boolean
  readonly config: { readonly publicUrl: string | null }
}): boolean => !site.demo || site.config.publicUrl?.startsWith('https:') === true

/** Of every cookie of ours that a page itself never reads. */
export const cookieFlags = (secure: boolean) =>
  ({ path: '/', httpOnly: true, sameSite: 'lax', secure }) as const

/** What a cookie is called on the line. A Secure one has a name that no other host can set (docs/decisions/0051). */
export const cookieName = (name: string, secure: boolean): string => (secure ? `__Host-${name}` : name)

/** Every value that came under this very name in a `Cookie` header (RFC 6265, 4.2.1); ours need no decoding. */
export function cookieValues(header: string | undefined, name: string): string[] {
  return (header ?? '').split(';').flatMap((pair) => {
    const [key = '', ...value] = pair.replace(/^[ \t]+|[ \t]+$/g, '').split('=')
    return key === name && value.length > 0 ? [value.join('=')] : []
  })
}

/** The value of a cookie; undefined when there are two of the name: one of them is somebody else's. */
export function cookieValue(header: string | undefined, name: string): string | undefined {
  const [value, ...others] = cookieValues(header, name)
  return others.length === 0 ? value : undefined
}
