// Embeds the tables that tools/pack-schemas writes. A C array of them would cost 2.7 s and 400 MB to compile.

.macro table name
  .balign 8
  .globl cumulint_packed_\name
cumulint_packed_\name:
  .incbin "\name\().bin"
  .globl cumulint_packed_\name\()_end
cumulint_packed_\name\()_end:
.endm

  .section .rodata
  table resource_types
  table definitions
  table properties
  table property_extras
  table relations
  table attributes
  table types
  table alternatives
  table allowed_values
  table services
  table actions
  table action_resources
  table resource_kinds
  table runtimes
  table text

  .section .note.GNU-stack,"",%progbits
