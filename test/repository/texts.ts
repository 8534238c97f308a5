import { type Rule, textRule } from './rule.ts';

/** What is left to do stands in an issue, not in the code. */
export const nothingIsLeftToDo: Rule = textRule(new RegExp(`\\b(${['TO', 'FIX'].join('DO|')}ME|X{3})\\b`));

/** No file holds a path of the machine it was written on. */
export const namesNoMachine: Rule = textRule(
  new RegExp(`(^|[\\s"'\`(=:,])(file://)?/(${['work', 'home', 'tmp', 'root', 'Users'].join('|')})/[\\w.@-]`),
);

/** No file says where packages are to be downloaded from: that is for whoever installs them. */
export function namesNoRegistry(inUse: string | undefined): Rule {
  const hosts = ['registry\\.npmjs\\.org', 'registry\\.yarnpkg\\.com', 'deb\\.debian\\.org', '//registry\\.[\\w-]+\\.'];
  if (inUse !== undefined && URL.canParse(inUse)) hosts.push(new URL(inUse).host.replaceAll('.', '\\.'));
  return textRule(new RegExp(hosts.join('|'), 'i'));
}
