import socialSecurity from './01-social-security.json' with { type: 'json' }
import employment from './02-employment.json' with { type: 'json' }
import housing from './03-housing.json' with { type: 'json' }
import utilities from './04-utilities.json' with { type: 'json' }
import city from './05-city.json' with { type: 'json' }
import transport from './06-transport.json' with { type: 'json' }
import publicSecurity from './07-public-security.json' with { type: 'json' }
import educationCulture from './08-education-culture.json' with { type: 'json' }
import healthCivilAffairs from './09-health-civil-affairs.json' with { type: 'json' }
import marketEnvironment from './10-market-environment.json' with { type: 'json' }
import enterprise from './11-enterprise.json' with { type: 'json' }
import governmentHotline from './12-government-hotline.json' with { type: 'json' }

/** The entries as the files hold them, one file per top-level dimension: parse each with the contract's schema before use. */
export const rawEntries: readonly unknown[] = [
  ...socialSecurity,
  ...employment,
  ...housing,
  ...utilities,
  ...city,
  ...transport,
  ...publicSecurity,
  ...educationCulture,
  ...healthCivilAffairs,
  ...marketEnvironment,
  ...enterprise,
  ...governmentHotline,
]
