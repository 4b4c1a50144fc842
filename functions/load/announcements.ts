/** One object that was written to the lake, as S3 announces it. */
export interface LakeObject {
  readonly bucket: string;
  readonly key: string;
  /** Without the quotation marks S3 puts around it elsewhere. */
  readonly etag: string;
  /** Bytes. */
  readonly size: number;
}

/** Where objects are expected. */
export interface Expected {
  readonly bucket: string;
  /** Prefix of their keys. */
  readonly prefix: string;
}

/** A message that is no announcement of an object that belongs here. It says what is wrong, and quotes nothing. */
export class UnexpectedMessageError extends Error {
  override readonly name = "UnexpectedMessageError";
}

/**
 * The objects a message announces; none for the message with which S3 tries out a queue.
 * @throws UnexpectedMessageError
 */
export function announcedObjects(body: string, expected: Expected): readonly LakeObject[] {
  const message = parse(body);
  if (at(message, "Event") === "s3:TestEvent") return [];
  const records = at(message, "Records");
  if (!Array.isArray(records) || records.length === 0) throw new UnexpectedMessageError("it announces no object");
  return records.map((record) => announced(record, expected));
}

function announced(record: unknown, { bucket, prefix }: Expected): LakeObject {
  const event = at(record, "eventName");
  if (typeof event !== "string" || !event.startsWith("ObjectCreated:")) {
    throw new UnexpectedMessageError("it announces something else than a new object");
  }
  const name = at(record, "s3", "bucket", "name");
  const key = decoded(at(record, "s3", "object", "key"));
  const etag = at(record, "s3", "object", "eTag");
  const size = at(record, "s3", "object", "size");
  if (name !== bucket || !key.startsWith(prefix)) {
    throw new UnexpectedMessageError("it announces an object that is not one of the export");
  }
  if (typeof etag !== "string" || typeof size !== "number" || size <= 0) {
    throw new UnexpectedMessageError("it announces an object without an ETag or without content");
  }
  return { bucket, key, etag, size };
}

/** S3 encodes keys in its events the way forms do: a blank is a plus. */
function decoded(key: unknown): string {
  return typeof key === "string" ? decodeURIComponent(key.replaceAll("+", " ")) : "";
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new UnexpectedMessageError("it is not JSON");
  }
}

function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, name) => (typeof inner === "object" && inner !== null ? Reflect.get(inner, name) : undefined),
    value,
  );
}
