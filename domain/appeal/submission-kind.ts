/** What a client sends in an appeal after its letter. */
export const submissionKinds = ['message', 'papers', 'withdrawal'] as const
export type SubmissionKind = (typeof submissionKinds)[number]
