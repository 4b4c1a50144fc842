import { databaseRights } from "./database-rights";
import { actAsMigrator, extension, groupRole, groupsStandAlone } from "./database-roles";
import { masterKeepsPassword, userStatements } from "./database-users";
import { DATABASE_ROLES, type DatabaseSettings } from "./request";
import type { Statement } from "./statement";

/**
 * Everything the database is to have, in the order in which one thing needs another; for one transaction. A second run
 * finds all of it as wanted and changes nothing.
 */
export function databaseStatements(settings: DatabaseSettings): Statement[] {
  return [
    ...settings.extensions.map(extension),
    ...DATABASE_ROLES.map(groupRole),
    groupsStandAlone(),
    actAsMigrator(),
    ...databaseRights(settings),
    ...settings.users.flatMap((user) => userStatements(user, settings)),
    ...(settings.users.length > 0 ? [masterKeepsPassword(settings)] : []),
  ];
}
