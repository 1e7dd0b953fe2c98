import 'reflect-metadata'
import { NestFactory } from '@nestjs/core'
import { GraphQLSchemaHost } from '@nestjs/graphql'
import { FastifyAdapter } from '@nestjs/platform-fastify'
import { printSchema, type GraphQLSchema } from 'graphql'
import { DataSource } from 'typeorm'
import { AppModule } from './app.module.js'
import { ServiceSecret } from './database/service-secret.js'
import type { Settings } from './config/settings.js'

/** Builds the schema of the service without a database. */
export async function makeSchema(): Promise<GraphQLSchema> {
  const unconnected = new DataSource({ type: 'postgres' })
  // Settings and service secret are read only when there is a request.
  const module = AppModule.with(unconnected, {} as Settings, new ServiceSecret(Buffer.alloc(0)))
  const app = await NestFactory.create(module, new FastifyAdapter(), {
    logger: ['error'],
    abortOnError: false,
  })
  await app.init()
  const { schema } = app.get(GraphQLSchemaHost)
  await app.close()
  return schema
}

/** Returns the text of `schema.graphql`. */
export const schemaText = (schema: GraphQLSchema): string =>
  `# Generated from the classes of src/ by \`npm run schema\`: edit those instead.\n\n${printSchema(schema)}\n`
