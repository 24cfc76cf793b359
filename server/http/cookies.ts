/** The cookie of a session, everybody's. */
export const sessionCookie = 'otinish_session'
/** Knows a browser in which somebody signed in before; outlives the session. `secure`: on a site of HTTPS. */
export const deviceCookieName = (secure: boolean): string =>
  secure ? '__Host-otinish_device' : 'otinish_device'
/** Binds a text to be signed to the browser that asked for it. */
export const challengeCookie = 'otinish_sign_in'
