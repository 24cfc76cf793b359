/** The cookie of a session, everybody's. */
export const sessionCookie = 'otinish_session'
/** Binds a text to be signed to the browser that asked for it. */
export const challengeCookie = 'otinish_sign_in'
