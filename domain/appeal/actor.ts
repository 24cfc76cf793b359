/** What an event's actor begins with where it was one of the staff; their id follows. */
export const staffActor = 'staff:'

/** Who did something, as its event keeps it: one of the staff, by their id; null: nobody pressed, the program did. */
export const actorOf = (staffId: string | null): string =>
  staffId === null ? 'system' : `${staffActor}${staffId}`

/** A client who did something, as its event keeps them. */
export const clientActor = (personId: string): string => `person:${personId}`

/** The id of the one of the staff who did something; null: a client did, or the program. */
export const staffOf = (actor: string): string | null =>
  actor.startsWith(staffActor) ? actor.slice(staffActor.length) : null
