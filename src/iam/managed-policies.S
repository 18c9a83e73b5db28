# Embeds the table of AWS managed policies.

  .section .rodata
  .globl cumulint_managed_policies_begin
cumulint_managed_policies_begin:
  .incbin "managed-policy-statements.tsv"
  .globl cumulint_managed_policies_end
cumulint_managed_policies_end:
  .byte 0

  .section .note.GNU-stack,"",%progbits
