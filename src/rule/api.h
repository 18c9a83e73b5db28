// Everything that a rule may use. Rules include nothing else.
#pragma once

#include "base/format.h"
#include "base/strings.h"
#include "code/facts.h"
#include "graph/graph.h"
#include "iam/policies.h"
#include "resolve/verdict.h"
#include "rule/fixes.h"
#include "rule/polling.h"
#include "rule/reporter.h"
#include "rule/rule.h"
#include "rule/views.h"
#include "schema/actions.h"
#include "schema/runtimes.h"
#include "schema/schema.h"
#include "text/secrets.h"
