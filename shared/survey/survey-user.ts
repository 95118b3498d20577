/** User part of the survey's address: a service behind the edge, reached by a seat's referral alone. Whoever asks the question registers so. */
export const surveyUser = 'survey'
