import { execFileSync } from 'node:child_process';

/** The parts of google.protobuf.FileDescriptorProto (as JSON) that the reference is made from. */
export interface FileDescriptor {
  name: string;
  package: string;
  messageType?: MessageDescriptor[];
  enumType?: EnumDescriptor[];
  service?: ServiceDescriptor[];
  sourceCodeInfo: { location: { path?: number[]; leadingComments?: string }[] };
}
export interface MessageDescriptor {
  name: string;
  field?: FieldDescriptor[];
  oneofDecl?: { name: string }[];
}
export interface FieldDescriptor {
  name: string;
  type: string;
  typeName?: string;
  label: string;
  oneofIndex?: number;
  proto3Optional?: boolean;
}
export interface EnumDescriptor {
  name: string;
  value: { name: string }[];
}
export interface ServiceDescriptor {
  name: string;
  method: MethodDescriptor[];
}
export interface MethodDescriptor {
  name: string;
  inputType: string;
  outputType: string;
  clientStreaming?: boolean;
  serverStreaming?: boolean;
}

/** The descriptors of all protos with their comments, from buf. */
export function readDescriptors(root: URL): FileDescriptor[] {
  const json = execFileSync(
    process.execPath,
    ['node_modules/@bufbuild/buf/bin/buf', 'build', '--as-file-descriptor-set', '-o', '-#format=json'],
    { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  );
  return (JSON.parse(json) as { file: FileDescriptor[] }).file;
}

/** The comment at a path of descriptor.proto's field numbers, such as "6.0.2.1", in one line. */
export function commentsOf(file: FileDescriptor): (path: string) => string {
  const comments = new Map(
    file.sourceCodeInfo.location.map(({ path = [], leadingComments = '' }) => [
      path.join('.'),
      leadingComments.trim().replace(/\s*\n\s*/g, ' '),
    ]),
  );
  return (path) => comments.get(path) ?? '';
}
