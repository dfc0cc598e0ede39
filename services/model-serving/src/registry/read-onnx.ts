import { NotProtobuf, openProtobufFile, type ProtobufField, type ProtobufFile } from './protobuf-file.ts';

/** What an ONNX file says of itself. */
export interface OnnxSummary {
  irVersion: number;
  /** Version of each set of operators that it needs; "" is ONNX's own. */
  opsets: { domain: string; version: number }[];
  /** Nodes in all its graphs. */
  nodeCount: number;
  /** The files that its tensors lie in, as it names them, sorted. */
  externalLocations: string[];
  /** Names of what it takes and gives, in its order. */
  inputs: string[];
  outputs: string[];
  /** How many of its weights are of each element type, by onnx.proto3's number of the type. */
  weightTypes: ReadonlyMap<number, number>;
}

/** The file is not an ONNX model, or one that must not be loaded. */
export class NotOnnx extends Error {
  override readonly name = 'NotOnnx';
}

/** A message type of onnx.proto3: which of its fields are messages that may hold tensors, and what is looked at. */
type Kind =
  | 'model'
  | 'opset'
  | 'training'
  | 'function'
  | 'graph'
  | 'node'
  | 'attribute'
  | 'sparse'
  | 'tensor'
  | 'entry';

/** By message type: field number → message type. What is not named here holds no tensor, and is skipped. */
const CHILDREN: Record<Kind, Record<number, Kind>> = {
  model: { 7: 'graph', 8: 'opset', 20: 'training', 25: 'function' },
  opset: {},
  training: { 1: 'graph', 2: 'graph' },
  function: { 7: 'node', 9: 'opset', 11: 'attribute' },
  graph: { 1: 'node', 5: 'tensor', 15: 'sparse' },
  node: { 5: 'attribute' },
  attribute: { 5: 'tensor', 6: 'graph', 10: 'tensor', 11: 'graph', 22: 'sparse', 23: 'sparse' },
  sparse: { 1: 'tensor', 2: 'tensor' },
  tensor: { 13: 'entry' },
  entry: {},
};

/** Graphs within graphs: 4 messages for each level, and people need two or three levels. */
const MAX_NESTING = 64;
const MAX_NAME_BYTES = 4096;
const MAX_LOCATIONS = 10_000;
/** Models before IR version 4 name all their weights as inputs. */
const MAX_VALUES = 10_000;
/** Characters of all weights' names together: a hundred times what large models have. */
const MAX_NAMES_LENGTH = 16_000_000;
const EXTERNAL = 1;

/** Of the Intermediate Representation: 13 is the newest (2025); the room above is for what comes. */
const MAX_IR_VERSION = 30;

/**
 * Walks through an ONNX file (onnx.proto3) without reading its tensors: memory stays small whatever its size, and a
 * file made to harm ends in an error. Every message is looked at that could name another file, repeated ones too,
 * since parsers of Protobuf merge them.
 *
 * @throws NotOnnx saying what is wrong; errors of the file system
 */
export function readOnnx(path: string): OnnxSummary {
  const file = openProtobufFile(path);
  try {
    return walkModel(file);
  } catch (error) {
    if (error instanceof NotProtobuf) throw new NotOnnx(`it is not an ONNX model: ${error.message}`);
    throw error;
  } finally {
    file.close();
  }
}

function walkModel(file: ProtobufFile): OnnxSummary {
  const locations = new Set<string>();
  const opsets: OnnxSummary['opsets'] = [];
  let irVersion = 0;
  let graphs = 0;
  let nodeCount = 0;
  const inputs: string[] = [];
  const outputs: string[] = [];
  const weights = new Set<string>();
  const weightTypes = new Map<number, number>();
  let nameLength = 0;

  const walk = (kind: Kind, start: number, end: number, depth: number) => {
    if (depth > MAX_NESTING) throw new NotOnnx('it is nested too deeply');
    for (const field of file.fields(start, end)) {
      const child = CHILDREN[kind][field.number];
      if (kind === 'model' && field.number === 1) irVersion = number(field);
      // The model's own graph: those within others are deeper.
      const isMain = kind === 'graph' && depth === 1;
      if (isMain && field.number === 11) addName(inputs, nameOf(file, field, 1));
      if (isMain && field.number === 12) addName(outputs, nameOf(file, field, 1));
      if (!child) continue;
      if (field.wireType !== 2) throw new NotProtobuf(`its ${kind} has a field of the wrong kind`);
      if (child === 'opset') {
        const opset = readOpset(file, field);
        if (kind === 'model') opsets.push(opset);
        continue;
      }
      if (child === 'tensor') {
        const type = readTensor(field);
        if (isMain) {
          const name = nameOf(file, field, 8);
          weights.add(name);
          nameLength += name.length;
          if (nameLength > MAX_NAMES_LENGTH) throw new NotOnnx('the names of its weights are too long');
          weightTypes.set(type, (weightTypes.get(type) ?? 0) + 1);
        }
      }
      if (child === 'node') {
        nodeCount += 1;
        checkNode(file, field);
      }
      if (kind === 'model' && child === 'graph') graphs += 1;
      if (child !== 'tensor') walk(child, field.start, field.end, depth + 1);
    }
  };
  /** @returns The number of its element type. */
  const readTensor = (tensor: ProtobufField): number => {
    let type = 0;
    let isExternal = false;
    let named = false;
    for (const field of file.fields(tensor.start, tensor.end)) {
      if (field.number === 2) type = number(field);
      if (field.number === 14 && number(field) === EXTERNAL) isExternal = true;
      if (field.number !== 13) continue;
      for (const location of locationsOf(file, field)) {
        named = true;
        locations.add(location);
      }
    }
    if (isExternal && !named) throw new NotOnnx('it has a tensor in a file that it does not name');
    if (locations.size > MAX_LOCATIONS) throw new NotOnnx(`it names more than ${MAX_LOCATIONS} files`);
    return type;
  };

  walk('model', 0, file.sizeBytes, 0);
  if (irVersion < 1 || irVersion > MAX_IR_VERSION)
    throw new NotOnnx('it is not an ONNX model: it has no ir_version');
  if (opsets.length === 0) throw new NotOnnx('it is not an ONNX model: it has no opset_import');
  if (graphs === 0) throw new NotOnnx('it is not an ONNX model: it has no graph');
  return {
    ...{ irVersion, opsets, nodeCount, outputs, weightTypes },
    externalLocations: [...locations].sort(),
    // Before IR version 4 weights had to be named as inputs, too.
    inputs: inputs.filter((name) => !weights.has(name)),
  };
}

function readOpset(file: ProtobufFile, opset: ProtobufField): { domain: string; version: number } {
  const read = { domain: '', version: 0 };
  for (const field of file.fields(opset.start, opset.end)) {
    if (field.number === 1) read.domain = text(file, field);
    if (field.number === 2) read.version = number(field);
  }
  return read;
}

function addName(names: string[], name: string): void {
  if (names.length >= MAX_VALUES) throw new NotOnnx(`it takes or gives more than ${MAX_VALUES} tensors`);
  names.push(name);
}

/** The text in one field of a message; empty when it is not there. */
function nameOf(file: ProtobufFile, message: ProtobufField, fieldNumber: number): string {
  if (message.wireType !== 2) throw new NotProtobuf('it has a number where a message belongs');
  let name = '';
  for (const field of file.fields(message.start, message.end)) {
    if (field.number === fieldNumber) name = text(file, field);
  }
  return name;
}

/** An EPContext node holds no operator but a device's own code, which may lie in a file that it names anywhere. */
function checkNode(file: ProtobufFile, node: ProtobufField): void {
  for (const field of file.fields(node.start, node.end)) {
    if (field.number === 4 && text(file, field) === 'EPContext')
      throw new NotOnnx("it is compiled for one device (EPContext): take the model's portable form");
  }
}

/** The values of a StringStringEntryProto whose key is "location"; a key given twice counts as both. */
function locationsOf(file: ProtobufFile, entry: ProtobufField): string[] {
  if (entry.wireType !== 2) throw new NotProtobuf('its tensor has a field of the wrong kind');
  const keys: string[] = [];
  const values: string[] = [];
  for (const field of file.fields(entry.start, entry.end)) {
    if (field.number === 1) keys.push(text(file, field));
    if (field.number === 2) values.push(text(file, field));
  }
  return keys.includes('location') ? values : [];
}

function number(field: ProtobufField): number {
  if (field.wireType !== 0) throw new NotProtobuf('it has text where a number belongs');
  return field.value;
}

function text(file: ProtobufFile, field: ProtobufField): string {
  if (field.wireType !== 2) throw new NotProtobuf('it has a number where text belongs');
  return file.text(field, MAX_NAME_BYTES);
}
