/** Small questions about type nodes, answered from their syntax alone. */

import * as ts from "typescript";

export function scalarOf(node: ts.TypeNode): "string" | "number" | "boolean" | "any" | undefined {
  switch (node.kind) {
    case ts.SyntaxKind.StringKeyword:
      return "string";
    case ts.SyntaxKind.NumberKeyword:
      return "number";
    case ts.SyntaxKind.BooleanKeyword:
      return "boolean";
    case ts.SyntaxKind.AnyKeyword:
      return "any";
    default:
      return undefined;
  }
}

/** The value type of `{ [key: string]: T }`. */
export function mapValueOf(node: ts.TypeNode): ts.TypeNode | undefined {
  const [only] = ts.isTypeLiteralNode(node) ? node.members : [];
  return only && ts.isIndexSignatureDeclaration(only) ? only.type : undefined;
}

export function isUndefined(node: ts.TypeNode): boolean {
  return node.kind === ts.SyntaxKind.UndefinedKeyword;
}

export function dottedName(name: ts.EntityName): string {
  return ts.isIdentifier(name) ? name.text : `${dottedName(name.left)}.${name.right.text}`;
}

/** The value of a string literal type. */
export function literalOf(type: ts.TypeNode | undefined): string | undefined {
  return type && ts.isLiteralTypeNode(type) && ts.isStringLiteral(type.literal) ? type.literal.text : undefined;
}
