/** What a client sends in an appeal after its letter. */
export const submissionKinds = ['message', 'papers'] as const
export type SubmissionKind = (typeof submissionKinds)[number]
