import 'reflect-metadata'
import { NestFactory } from '@nestjs/core'
import { GraphQLSchemaHost } from '@nestjs/graphql'
import { FastifyAdapter } from '@nestjs/platform-fastify'
import { printSchema, type GraphQLSchema } from 'graphql'
import { DataSource } from 'typeorm'
import { AppModule } from './app.module.js'
import { ServiceSecret } from './database/service-secret.js'
import type { Settings } from './config/settings.js'

/** The schema that the service serves, made without a database. */
export async function makeSchema(): Promise<GraphQLSchema> {
  const nowhere = new DataSource({ type: 'postgres' })
  // neither settings nor warrant are asked for before there is a request
  const module = AppModule.with(nowhere, {} as Settings, new ServiceSecret(Buffer.alloc(0)))
  const app = await NestFactory.create(module, new FastifyAdapter(), {
    logger: ['error'],
    abortOnError: false,
  })
  await app.init()
  const { schema } = app.get(GraphQLSchemaHost)
  await app.close()
  return schema
}

/** The text of `schema.graphql`. */
export const schemaText = (schema: GraphQLSchema): string =>
  `# Generated from the classes of src/ by \`npm run schema\`: edit those instead.\n\n${printSchema(schema)}\n`
