/** How often a day somebody may change their contacts: far above what a person needs, too few to fill a disk. */
export const contactChangesADay = 20
