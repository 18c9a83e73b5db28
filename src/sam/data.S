// Embeds the tables of schemas/ that the SAM expansion looks things up in.

.macro table name, file
  .globl cumulint_sam_\name
cumulint_sam_\name:
  .incbin "\file"
  .globl cumulint_sam_\name\()_end
cumulint_sam_\name\()_end:
.endm

  .section .rodata
  table policy_templates, "sam-policy-templates.json"
  table connectors, "sam-connectors.json"
  table managed_policies, "aws-managed-policies.txt"

  .section .note.GNU-stack,"",%progbits
