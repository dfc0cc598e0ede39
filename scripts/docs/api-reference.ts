import type { ApiExample } from './api-examples.ts';
import {
  commentsOf,
  type FieldDescriptor,
  type FileDescriptor,
  type MethodDescriptor,
} from './descriptors.ts';

const MESSAGE = 4;
const ENUM = 5;
const SERVICE = 6;
const FIELD = 2;
const METHOD = 2;

/** docs/api.md: every public rpc with its messages and examples, then the common messages. */
export function apiReference(files: readonly FileDescriptor[], examples: readonly ApiExample[]): string {
  const frontend = files.filter((file) => file.package === 'nanococoa.frontend.v1');
  const common = files.filter((file) => file.package === 'nanococoa.common.v1');
  const lines = [
    '# API reference',
    '',
    'Made from the comments of the protos by `npm run docs`; do not edit. The examples are run by a test.',
    'Messages are shown in the JSON form of Protobuf; `<…>` stands for a value that differs from call to call.',
    '',
  ];
  for (const file of frontend) {
    const comment = commentsOf(file);
    file.service?.forEach((service, s) => {
      lines.push(`## ${file.package}.${service.name}`, '', comment(`${SERVICE}.${s}`), '');
      lines.push('| rpc | request | response |', '|---|---|---|');
      for (const method of service.method) {
        lines.push(
          `| [${method.name}](#${method.name.toLowerCase()}) | ${side(method, 'in')} | ${side(method, 'out')} |`,
        );
      }
      lines.push('');
      service.method.forEach((method, m) => {
        lines.push(`### ${method.name}`, '', comment(`${SERVICE}.${s}.${METHOD}.${m}`), '');
        lines.push(...messageTable(file, localName(method.inputType)), '');
        lines.push(...messageTable(file, localName(method.outputType)), '');
        for (const example of examples.filter(({ rpc }) => rpc === method.name))
          lines.push(...showExample(example), '');
      });
    });
  }
  lines.push('## Common messages', '');
  for (const file of common) {
    const comment = commentsOf(file);
    file.messageType?.forEach((message, i) => {
      lines.push(
        `### ${message.name}`,
        '',
        comment(`${MESSAGE}.${i}`),
        '',
        ...messageTable(file, message.name, false),
        '',
      );
    });
    file.enumType?.forEach(({ name, value }, i) => {
      lines.push(`### ${name}`, '', comment(`${ENUM}.${i}`), '', '| value | meaning |', '|---|---|');
      value.forEach((entry, v) => {
        lines.push(`| ${entry.name} | ${comment(`${ENUM}.${i}.2.${v}`)} |`);
      });
      lines.push('');
    });
  }
  return `${lines.join('\n').trimEnd()}\n`;
}

function side(method: MethodDescriptor, which: 'in' | 'out'): string {
  const streaming = which === 'in' ? method.clientStreaming : method.serverStreaming;
  return `${streaming ? 'stream ' : ''}${localName(which === 'in' ? method.inputType : method.outputType)}`;
}

function messageTable(file: FileDescriptor, name: string, titled = true): string[] {
  const index = file.messageType?.findIndex((message) => message.name === name) ?? -1;
  const message = file.messageType?.[index];
  if (!message) return [];
  const comment = commentsOf(file);
  const title = titled ? [`**${name}**: ${comment(`${MESSAGE}.${index}`)}`, ''] : [];
  if (!message.field?.length) return [...title, 'No fields.'];
  const rows = message.field.map((field, f) => {
    const oneof = field.proto3Optional ? undefined : message.oneofDecl?.[field.oneofIndex ?? -1]?.name;
    const meaning = comment(`${MESSAGE}.${index}.${FIELD}.${f}`);
    return `| ${field.name} | ${typeOf(field)} | ${oneof ? `(one of \`${oneof}\`) ` : ''}${meaning} |`;
  });
  return [...title, '| field | type | meaning |', '|---|---|---|', ...rows];
}

function typeOf(field: FieldDescriptor): string {
  const scalar = field.type.replace(/^TYPE_/, '').toLowerCase();
  const name = field.typeName ? localName(field.typeName) : scalar;
  const linked = field.typeName?.startsWith('.nanococoa.common') ? `[${name}](#${name.toLowerCase()})` : name;
  const prefix = field.label === 'LABEL_REPEATED' ? 'repeated ' : field.proto3Optional ? 'optional ' : '';
  return `${prefix}${linked}`;
}

function localName(typeName: string): string {
  return typeName.slice(typeName.lastIndexOf('.') + 1);
}

function showExample({ title, request, response, error }: ApiExample): string[] {
  const json = (value: unknown) => ['```json', JSON.stringify(value, undefined, 2), '```'];
  return [
    `Example: ${title}`,
    '',
    ...json(request),
    '',
    ...(error ? ['fails with', '', ...json(error)] : ['gives', '', ...json(response)]),
  ];
}
