import { nearest } from "../../../plan/cloud/nearest-name";
import type { ResourceGraph } from "../../../plan/graph";
import { STORE_KINDS } from "../iam/stores";
import { explainFlow, placeNames } from "../network/explain";
import type { Answer } from "./answer";
import { escapesOf, stepText } from "./escape";
import { explainFederated, explainGoogle } from "./google";
import { explainPermission } from "./permission";
import { bearersNamed, type Subject, subjectNames, subjectsNamed } from "./subjects";
import { actionsOfService, type Target, targetNames, targetsNamed } from "./targets";

/** Thrown for a question that has no answer, because of a name in it. */
export class UnclearQuestion extends Error {}

/**
 * Why one part of the platform can do something to another, or cannot: by the network, by permission, or both.
 * @throws UnclearQuestion for a name that stands for nothing, or for several things
 */
export function explain(graph: ResourceGraph, from: string, to: string): Answer[] {
  const places = new Set(placeNames(graph));
  // A place of the network is what stands there, not every role of the component that is called so.
  const subjects = places.has(from) ? bearersNamed(graph, from) : subjectsNamed(graph, from);
  const targets = targetsNamed(graph, to);
  if (!places.has(from) && subjects.length === 0) throw unknown(graph, from, [...places, ...subjectNames(graph)]);
  if (!places.has(to) && targets.length === 0) throw unknown(graph, to, [...places, ...targetWords(graph, to)]);
  const flows = places.has(from) && places.has(to) ? (explainFlow(graph, from, to) ?? []) : [];
  const subject = only(from, subjects);
  const target = only(to, targets);
  const permissions = subject && target ? permissionsOf(graph, subject, target) : [];
  if (flows.length + permissions.length > 0) return [...flows, ...permissions];
  throw new UnclearQuestion(
    places.has(from) && subject === undefined
      ? `"${from}" is a place of the network and has no role, and "${to}" is no place. Ask from a role, or to a place.`
      : `"${from}" is no place of the network, and "${to}" is nothing a permission can be about. Ask to a resource or an action.`,
  );
}

function permissionsOf(graph: ResourceGraph, subject: Subject, target: Target): Answer[] {
  const direct = permissionOf(graph, subject, target);
  if (subject.kind === "account" || direct.some(({ verdict }) => verdict !== "no")) return direct;
  const byEscape = escapesOf(graph, subject.role).flatMap(({ role, steps }): Answer[] => {
    const because = steps.map(stepText);
    const from = subject.name;
    if (role === undefined)
      return [{ kind: "permission", from, to: target.name, verdict: "yes", what: ["anything"], on: [], because }];
    return permissionOf(graph, { kind: "role", name: role.name, role }, target)
      .filter(({ verdict }) => verdict !== "no")
      .map((answer) => ({ ...answer, from, because: [...because, ...answer.because] }));
  });
  return [...direct, ...byEscape];
}

function permissionOf(graph: ResourceGraph, subject: Subject, target: Target): Answer[] {
  if (subject.kind === "role")
    return target.kind === "aws"
      ? explainPermission(graph, subject.role, target)
      : explainFederated(graph, subject.role, target);
  if (target.kind === "google") return explainGoogle(graph, subject.account, target);
  throw new UnclearQuestion(`"${subject.name}" is a service account of Google's, which can do nothing on AWS.`);
}

/** The one meaning of a name. */
function only<Meaning extends { readonly name: string }>(name: string, found: readonly Meaning[]): Meaning | undefined {
  if (found.length > 1)
    throw new UnclearQuestion(
      `"${name}" may mean ${found.map((meaning) => meaning.name).join(" or ")}. Name one of them.`,
    );
  return found[0];
}

function unknown(graph: ResourceGraph, name: string, known: readonly string[]): UnclearQuestion {
  const names = [...new Set(known)];
  const within = names.filter((candidate) => candidate.includes(name)).slice(0, 5);
  const close = within.length > 0 ? within : [nearest(name, names)].filter((it) => it !== undefined);
  const help = close.length > 0 ? `Did you mean ${close.join(" or ")}?` : `It has: ${names.join(", ")}.`;
  return new UnclearQuestion(`${graph.stack} has no "${name}" to ask about. ${help}`);
}

function targetWords(graph: ResourceGraph, name: string): string[] {
  const actions = actionsOfService(name);
  return actions.length > 0 ? actions : [...targetNames(graph), ...STORE_KINDS.map((kind) => `${kind}:NAME`)];
}
