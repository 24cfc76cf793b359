/** Who did something, as its event keeps it: one of the staff, by their id; null: nobody pressed, the program did. */
export const actorOf = (staffId: string | null): string => (staffId === null ? 'system' : `staff:${staffId}`)
